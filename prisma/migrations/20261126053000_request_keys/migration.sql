-- AlterTable
ALTER TABLE "battles" ADD COLUMN     "request_key" TEXT;

-- AlterTable
ALTER TABLE "replies" ADD COLUMN     "request_key" TEXT;

-- AlterTable
ALTER TABLE "judgements" ADD COLUMN     "request_key" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "battles_request_key_key" ON "battles"("request_key");
