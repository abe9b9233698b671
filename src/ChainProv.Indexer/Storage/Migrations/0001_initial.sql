-- Every table but the first two holds facts: one row for what one event said, never changed. What is true at a block is a query over the
-- facts up to it, and undoing a block is deleting its row in "blocks", which takes everything of it along.
-- The SQL is the common part of SQLite's and PostgreSQL's.

CREATE TABLE chain (
    id          BIGINT PRIMARY KEY CHECK (id = 1),
    chain_id    BIGINT NOT NULL,
    registry    BYTEA  NOT NULL CHECK (length(registry) = 20),
    first_block BIGINT NOT NULL,
    finalized   BIGINT
);

-- From the finalized block on every block, before it only those with events. The highest is how far the index is.
CREATE TABLE blocks (
    number      BIGINT PRIMARY KEY,
    hash        BYTEA  NOT NULL UNIQUE CHECK (length(hash) = 32),
    parent_hash BYTEA  NOT NULL CHECK (length(parent_hash) = 32),
    timestamp   BIGINT NOT NULL
);

CREATE TABLE events (
    block_number     BIGINT NOT NULL REFERENCES blocks (number) ON DELETE CASCADE,
    log_index        BIGINT NOT NULL,
    transaction_hash BYTEA  NOT NULL CHECK (length(transaction_hash) = 32),
    PRIMARY KEY (block_number, log_index)
);

CREATE TABLE authorities (
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    authority_id BYTEA  NOT NULL UNIQUE CHECK (length(authority_id) = 32),
    public_key   BYTEA  NOT NULL,
    PRIMARY KEY (block_number, log_index),
    FOREIGN KEY (block_number, log_index) REFERENCES events ON DELETE CASCADE
);

CREATE TABLE recognitions (
    block_number BIGINT  NOT NULL,
    log_index    BIGINT  NOT NULL,
    authority_id BYTEA   NOT NULL,
    recognised   BOOLEAN NOT NULL,
    PRIMARY KEY (block_number, log_index),
    FOREIGN KEY (block_number, log_index) REFERENCES events ON DELETE CASCADE
);
CREATE INDEX recognitions_of_authority ON recognitions (authority_id, block_number, log_index);

CREATE TABLE roots (
    block_number BIGINT  NOT NULL,
    log_index    BIGINT  NOT NULL,
    authority_id BYTEA   NOT NULL,
    revision     BIGINT  NOT NULL,
    root         BYTEA   NOT NULL CHECK (length(root) = 32),
    revokes      BOOLEAN NOT NULL,
    PRIMARY KEY (block_number, log_index),
    UNIQUE (authority_id, revision),
    UNIQUE (authority_id, root),
    FOREIGN KEY (block_number, log_index) REFERENCES events ON DELETE CASCADE
);
CREATE INDEX roots_by_root ON roots (root);

CREATE TABLE circuits (
    block_number   BIGINT NOT NULL,
    log_index      BIGINT NOT NULL,
    slots          BIGINT NOT NULL UNIQUE,
    verifier       BYTEA  NOT NULL CHECK (length(verifier) = 20),
    setup          BIGINT NOT NULL,
    circuit_digest BYTEA  NOT NULL CHECK (length(circuit_digest) = 32),
    key_digest     BYTEA  NOT NULL CHECK (length(key_digest) = 32),
    PRIMARY KEY (block_number, log_index),
    FOREIGN KEY (block_number, log_index) REFERENCES events ON DELETE CASCADE
);

CREATE TABLE dataset_commitments (
    block_number    BIGINT NOT NULL,
    log_index       BIGINT NOT NULL,
    dataset_root    BYTEA  NOT NULL CHECK (length(dataset_root) = 32),
    committer       BYTEA  NOT NULL CHECK (length(committer) = 20),
    manifest_digest BYTEA  NOT NULL CHECK (length(manifest_digest) = 32),
    PRIMARY KEY (block_number, log_index),
    UNIQUE (dataset_root, committer, manifest_digest),
    FOREIGN KEY (block_number, log_index) REFERENCES events ON DELETE CASCADE
);

CREATE TABLE releases (
    block_number     BIGINT  NOT NULL,
    log_index        BIGINT  NOT NULL,
    release_id       BYTEA   NOT NULL UNIQUE CHECK (length(release_id) = 32),
    model_digest     BYTEA   NOT NULL CHECK (length(model_digest) = 32),
    publisher        BYTEA   NOT NULL CHECK (length(publisher) = 20),
    authority_id     BYTEA   NOT NULL CHECK (length(authority_id) = 32),
    authority_root   BYTEA   NOT NULL CHECK (length(authority_root) = 32),
    model_commitment BYTEA   NOT NULL CHECK (length(model_commitment) = 32),
    base_digest      BYTEA   NOT NULL CHECK (length(base_digest) = 32),
    policy_digest    BYTEA   NOT NULL CHECK (length(policy_digest) = 32),
    valid_on         BIGINT  NOT NULL,
    slots            BIGINT  NOT NULL,
    revision         BIGINT  NOT NULL,
    training_link    BIGINT  NOT NULL,
    setup            BIGINT  NOT NULL,
    circuit_digest   BYTEA   NOT NULL CHECK (length(circuit_digest) = 32),
    key_digest       BYTEA   NOT NULL CHECK (length(key_digest) = 32),
    proof_digest     BYTEA   NOT NULL CHECK (length(proof_digest) = 32),
    file_list        BYTEA   NOT NULL,
    file_list_valid  BOOLEAN NOT NULL,
    PRIMARY KEY (block_number, log_index),
    FOREIGN KEY (block_number, log_index) REFERENCES events ON DELETE CASCADE
);
CREATE INDEX releases_of_model ON releases (model_digest, block_number, log_index);
CREATE INDEX releases_of_publisher ON releases (publisher, block_number, log_index);

-- Names are bytes of UTF-8, as the chain has them; sizes are the 64 bits of an unsigned integer.
CREATE TABLE release_files (
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    position     BIGINT NOT NULL,
    name         BYTEA  NOT NULL,
    size         BIGINT NOT NULL,
    sha256       BYTEA  NOT NULL CHECK (length(sha256) = 32),
    PRIMARY KEY (block_number, log_index, position),
    FOREIGN KEY (block_number, log_index) REFERENCES events ON DELETE CASCADE
);
CREATE INDEX release_files_by_digest ON release_files (sha256, block_number, log_index);

CREATE TABLE release_revocations (
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    release_id   BYTEA  NOT NULL UNIQUE,
    PRIMARY KEY (block_number, log_index),
    FOREIGN KEY (block_number, log_index) REFERENCES events ON DELETE CASCADE
);

CREATE TABLE release_promotions (
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    release_id   BYTEA  NOT NULL,
    PRIMARY KEY (block_number, log_index),
    FOREIGN KEY (block_number, log_index) REFERENCES events ON DELETE CASCADE
);

-- From this event on, this release is the one that speaks for the model, unless only the newest holds: the registry's rule (Standings.sol),
-- evaluated when the event is read.
CREATE TABLE model_answers (
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    model_digest BYTEA  NOT NULL,
    release_id   BYTEA  NOT NULL,
    PRIMARY KEY (block_number, log_index),
    FOREIGN KEY (block_number, log_index) REFERENCES events ON DELETE CASCADE
);
CREATE INDEX model_answers_of_model ON model_answers (model_digest, block_number, log_index);
