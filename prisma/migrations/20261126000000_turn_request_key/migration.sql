-- AlterTable
ALTER TABLE "turns" ADD COLUMN     "request_key" TEXT;
