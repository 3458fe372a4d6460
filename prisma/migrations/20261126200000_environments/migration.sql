-- CreateTable
CREATE TABLE "environments" (
    "slug" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "declaration" JSONB NOT NULL,
    "trusted" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "environments_pkey" PRIMARY KEY ("slug","version")
);
