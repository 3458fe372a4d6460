-- AlterTable
ALTER TABLE "episodes" ADD COLUMN     "give_backs" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "sent_at" INTEGER;

-- AlterTable
ALTER TABLE "critiques" ADD COLUMN     "calls" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "tokens_in" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "tokens_out" INTEGER NOT NULL DEFAULT 0;
