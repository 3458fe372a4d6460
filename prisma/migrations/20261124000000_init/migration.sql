-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "battles" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "owner_voter_id" UUID NOT NULL,
    "origin" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "category" TEXT,
    "language" TEXT,
    "categories" TEXT[],
    "categoriser_version" TEXT,
    "model_a_id" UUID NOT NULL,
    "model_b_id" UUID NOT NULL,
    "side_of_a" TEXT NOT NULL,
    "pairing_reason" TEXT NOT NULL,
    "propensity" DOUBLE PRECISION,
    "display_policy" TEXT NOT NULL,
    "consent_version" TEXT NOT NULL,
    "turns_count" INTEGER NOT NULL DEFAULT 0,
    "has_leak" BOOLEAN NOT NULL DEFAULT false,
    "scripted_by" TEXT,
    "is_shared" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revealed_at" TIMESTAMPTZ(3),

    CONSTRAINT "battles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversations" (
    "id" UUID NOT NULL,
    "battle_id" UUID NOT NULL,
    "slot" TEXT NOT NULL,
    "model_id" UUID NOT NULL,
    "seed" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "conversations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "turns" (
    "battle_id" UUID NOT NULL,
    "index" INTEGER NOT NULL,
    "last_seq" INTEGER NOT NULL DEFAULT 0,
    "delta_index" JSONB,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "turns_pkey" PRIMARY KEY ("battle_id","index")
);

-- CreateTable
CREATE TABLE "messages" (
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "turn" INTEGER NOT NULL,
    "seat" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "cut_offset" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "replies" (
    "id" UUID NOT NULL,
    "battle_id" UUID NOT NULL,
    "turn" INTEGER NOT NULL,
    "slot" TEXT NOT NULL,
    "conversation_id" UUID NOT NULL,
    "model_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "failure_reason" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "lease_owner" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "stop_requested" BOOLEAN NOT NULL DEFAULT false,
    "words" INTEGER NOT NULL DEFAULT 0,
    "style" JSONB,
    "has_leak" BOOLEAN NOT NULL DEFAULT false,
    "leak" JSONB,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "replies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reply_chunks" (
    "battle_id" UUID NOT NULL,
    "turn" INTEGER NOT NULL,
    "seq_from" INTEGER NOT NULL,
    "seq_to" INTEGER NOT NULL,
    "events" JSONB NOT NULL,

    CONSTRAINT "reply_chunks_pkey" PRIMARY KEY ("battle_id","turn","seq_from")
);

-- CreateTable
CREATE TABLE "judgements" (
    "id" UUID NOT NULL,
    "battle_id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "turn" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "voter_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "strength" INTEGER,
    "reasons_a" TEXT[],
    "reasons_b" TEXT[],
    "comment" TEXT,
    "left_slot" TEXT NOT NULL,
    "dwell_ms" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "supersedes_id" UUID,
    "is_current" BOOLEAN NOT NULL DEFAULT true,
    "withdrawn_at" TIMESTAMPTZ(3),
    "exclusions" TEXT[],
    "receipt" TEXT NOT NULL,
    "turns_count" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "judgements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "models" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "family" TEXT,
    "maker" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "description" TEXT,
    "licence" TEXT,
    "open_weights" BOOLEAN NOT NULL DEFAULT false,
    "context_tokens" INTEGER,
    "input_modalities" TEXT[],
    "output_modalities" TEXT[],
    "price_input_usd" DOUBLE PRECISION,
    "price_output_usd" DOUBLE PRECISION,
    "price_cached_usd" DOUBLE PRECISION,
    "system_prefix" TEXT,
    "sampling" JSONB NOT NULL DEFAULT '{}',
    "weight" DOUBLE PRECISION,
    "state" TEXT NOT NULL DEFAULT 'active',
    "state_reason" TEXT,
    "alias_of" TEXT,
    "blind_eligible" BOOLEAN NOT NULL DEFAULT true,
    "aliases" TEXT[],
    "source" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "models_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "endpoints" (
    "id" UUID NOT NULL,
    "model_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "provider_model_id" TEXT NOT NULL,
    "base_url" TEXT,
    "key_env" TEXT,
    "limits" JSONB NOT NULL DEFAULT '{}',
    "capabilities" JSONB NOT NULL DEFAULT '{}',
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "endpoints_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "served_models" (
    "id" UUID NOT NULL,
    "model_id" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "until_at" TIMESTAMPTZ(3),

    CONSTRAINT "served_models_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "leaderboards" (
    "key" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "method" TEXT NOT NULL,
    "stale_at" TIMESTAMPTZ(3),
    "snapshot_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "leaderboards_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "rating_snapshots" (
    "id" UUID NOT NULL,
    "leaderboard_key" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "method_version" TEXT NOT NULL,
    "parameters" JSONB NOT NULL,
    "filter" JSONB NOT NULL,
    "seed" INTEGER NOT NULL,
    "judgement_hash" TEXT NOT NULL,
    "counts" JSONB NOT NULL,
    "components" JSONB NOT NULL,
    "rows" JSONB NOT NULL,
    "pairs" JSONB NOT NULL,
    "coefficients" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rating_snapshots_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calls" (
    "id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "battle_id" UUID,
    "conversation_id" UUID,
    "reply_id" UUID,
    "turn" INTEGER,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "try_number" INTEGER NOT NULL DEFAULT 1,
    "model_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "requested_model" TEXT NOT NULL,
    "returned_model" TEXT,
    "parameters" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "first_token_ms" DOUBLE PRECISION,
    "duration_ms" DOUBLE PRECISION,
    "tokens_in" INTEGER,
    "tokens_out" INTEGER,
    "tokens_reasoning" INTEGER,
    "tokens_cached" INTEGER,
    "tokens_estimated" BOOLEAN NOT NULL DEFAULT false,
    "cost_usd" DOUBLE PRECISION,
    "finish_reason" TEXT,
    "http_status" INTEGER,
    "error_code" TEXT,
    "error_text" TEXT,

    CONSTRAINT "calls_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "events" (
    "conversation_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "events_pkey" PRIMARY KEY ("conversation_id","seq")
);

-- CreateTable
CREATE TABLE "voters" (
    "id" UUID NOT NULL,
    "user_id" TEXT,
    "consent_version" TEXT,
    "locale" TEXT,
    "network_hash" TEXT,
    "excluded_at" TIMESTAMPTZ(3),
    "excluded_reason" TEXT,
    "is_scripted" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "voters_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" TEXT NOT NULL,
    "name" TEXT,
    "email" TEXT,
    "email_verified" TIMESTAMPTZ(3),
    "image" TEXT,
    "role" TEXT NOT NULL DEFAULT 'voter',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "provider_account_id" TEXT NOT NULL,
    "refresh_token" TEXT,
    "access_token" TEXT,
    "expires_at" INTEGER,
    "token_type" TEXT,
    "scope" TEXT,
    "id_token" TEXT,
    "session_state" TEXT,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT NOT NULL,
    "session_token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification_tokens" (
    "identifier" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_tokens_pkey" PRIMARY KEY ("identifier","token")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "scopes" TEXT[],
    "voter_id" UUID NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operator_codes" (
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "operator_codes_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "settings" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "settings_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "actor" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "status" INTEGER,
    "response" JSONB,
    "headers" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("actor","key")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audits" (
    "id" UUID NOT NULL,
    "actor" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audits_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "battles_slug_key" ON "battles"("slug");

-- CreateIndex
CREATE INDEX "battles_owner_voter_id_created_at_idx" ON "battles"("owner_voter_id", "created_at");

-- CreateIndex
CREATE INDEX "battles_created_at_id_idx" ON "battles"("created_at", "id");

-- CreateIndex
CREATE INDEX "battles_model_a_id_idx" ON "battles"("model_a_id");

-- CreateIndex
CREATE INDEX "battles_model_b_id_idx" ON "battles"("model_b_id");

-- CreateIndex
CREATE UNIQUE INDEX "conversations_battle_id_slot_key" ON "conversations"("battle_id", "slot");

-- CreateIndex
CREATE UNIQUE INDEX "messages_conversation_id_turn_seat_key" ON "messages"("conversation_id", "turn", "seat");

-- CreateIndex
CREATE INDEX "replies_model_id_idx" ON "replies"("model_id");

-- CreateIndex
CREATE UNIQUE INDEX "replies_battle_id_turn_slot_key" ON "replies"("battle_id", "turn", "slot");

-- CreateIndex
CREATE INDEX "judgements_receipt_idx" ON "judgements"("receipt");

-- CreateIndex
CREATE INDEX "judgements_voter_id_created_at_idx" ON "judgements"("voter_id", "created_at");

-- CreateIndex
CREATE INDEX "judgements_created_at_id_idx" ON "judgements"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "judgements_battle_id_voter_id_scope_turn_version_key" ON "judgements"("battle_id", "voter_id", "scope", "turn", "version");

-- CreateIndex
CREATE UNIQUE INDEX "models_slug_key" ON "models"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "endpoints_model_id_position_key" ON "endpoints"("model_id", "position");

-- CreateIndex
CREATE INDEX "served_models_model_id_from_at_idx" ON "served_models"("model_id", "from_at");

-- CreateIndex
CREATE INDEX "rating_snapshots_leaderboard_key_created_at_idx" ON "rating_snapshots"("leaderboard_key", "created_at");

-- CreateIndex
CREATE INDEX "calls_reply_id_idx" ON "calls"("reply_id");

-- CreateIndex
CREATE INDEX "calls_battle_id_idx" ON "calls"("battle_id");

-- CreateIndex
CREATE INDEX "calls_model_id_started_at_idx" ON "calls"("model_id", "started_at");

-- CreateIndex
CREATE INDEX "calls_started_at_idx" ON "calls"("started_at");

-- CreateIndex
CREATE UNIQUE INDEX "voters_user_id_key" ON "voters"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_provider_provider_account_id_key" ON "accounts"("provider", "provider_account_id");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_session_token_key" ON "sessions"("session_token");

-- CreateIndex
CREATE UNIQUE INDEX "verification_tokens_token_key" ON "verification_tokens"("token");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_hash_key" ON "api_keys"("hash");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- CreateIndex
CREATE INDEX "outbox_created_at_idx" ON "outbox"("created_at");

-- CreateIndex
CREATE INDEX "audits_at_idx" ON "audits"("at");

-- AddForeignKey
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_battle_id_fkey" FOREIGN KEY ("battle_id") REFERENCES "battles"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "turns" ADD CONSTRAINT "turns_battle_id_fkey" FOREIGN KEY ("battle_id") REFERENCES "battles"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "replies" ADD CONSTRAINT "replies_battle_id_turn_fkey" FOREIGN KEY ("battle_id", "turn") REFERENCES "turns"("battle_id", "index") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "endpoints" ADD CONSTRAINT "endpoints_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "models"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "served_models" ADD CONSTRAINT "served_models_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "models"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema language cannot say.

-- One current vote for each voter, battle, scope and turn: the database decides the race.
CREATE UNIQUE INDEX "judgements_one_current" ON "judgements"("battle_id", "voter_id", "scope", "turn") WHERE "is_current";
ALTER TABLE "judgements" ADD CONSTRAINT "judgements_outcome" CHECK ("outcome" IN ('a', 'b', 'tie', 'both_bad'));
ALTER TABLE "judgements" ADD CONSTRAINT "judgements_scope" CHECK (("scope" = 'battle' AND "turn" = 0) OR ("scope" = 'turn' AND "turn" > 0));
ALTER TABLE "judgements" ADD CONSTRAINT "judgements_strength" CHECK ("strength" BETWEEN 1 AND 3);
ALTER TABLE "battles" ADD CONSTRAINT "battles_two_models" CHECK ("model_a_id" <> "model_b_id");
ALTER TABLE "battles" ADD CONSTRAINT "battles_state" CHECK ("state" IN ('open', 'answering', 'decided'));
ALTER TABLE "battles" ADD CONSTRAINT "battles_side" CHECK ("side_of_a" IN ('left', 'right'));
ALTER TABLE "replies" ADD CONSTRAINT "replies_state" CHECK ("state" IN ('pending', 'streaming', 'done', 'stopped', 'failed', 'interrupted'));
-- The sweeper looks only at live replies.
CREATE INDEX "replies_live" ON "replies"("lease_until") WHERE "state" IN ('pending', 'streaming');

-- What a judge said is never rewritten, only its bookkeeping (newest version, withdrawal, whether it counts) moves.
CREATE FUNCTION "judgements_keep_content"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW."battle_id", NEW."voter_id", NEW."scope", NEW."turn", NEW."outcome", NEW."version", NEW."reasons_a", NEW."reasons_b", NEW."created_at")
     IS DISTINCT FROM
     (OLD."battle_id", OLD."voter_id", OLD."scope", OLD."turn", OLD."outcome", OLD."version", OLD."reasons_a", OLD."reasons_b", OLD."created_at")
  THEN RAISE EXCEPTION 'a stored judgement is never rewritten: supersede or withdraw it';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "judgements_keep_content" BEFORE UPDATE ON "judgements" FOR EACH ROW EXECUTE FUNCTION "judgements_keep_content"();

CREATE FUNCTION "refuse_update"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are immutable', TG_TABLE_NAME;
END $$;
CREATE TRIGGER "rating_snapshots_immutable" BEFORE UPDATE ON "rating_snapshots" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();
CREATE TRIGGER "audits_immutable" BEFORE UPDATE OR DELETE ON "audits" FOR EACH ROW EXECUTE FUNCTION "refuse_update"();
CREATE TRIGGER "audits_no_truncate" BEFORE TRUNCATE ON "audits" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_update"();

-- Counters of the rate limits.
CREATE TABLE "rate_limits" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "rate_limits_expire_idx" ON "rate_limits"("expire");

-- What a declaration says beyond the columns, and what of it an operator may overrule.
ALTER TABLE "models" ADD COLUMN "facts" JSONB NOT NULL DEFAULT '{}',
    ADD COLUMN "declared" JSONB NOT NULL DEFAULT '{}';
