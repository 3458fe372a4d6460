-- AlterTable
ALTER TABLE "battles" ALTER COLUMN "consent_version" DROP NOT NULL;
