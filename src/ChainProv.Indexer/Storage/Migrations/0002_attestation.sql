-- What a release says of weights and hyper-parameters: NULL where it says nothing, as of those anchored before. (On the chain that is zero, but
-- 32 zero bytes have no spelling that is common to both databases.)

ALTER TABLE releases ADD COLUMN weights_digest BYTEA CHECK (length(weights_digest) = 32);
ALTER TABLE releases ADD COLUMN base_weights_digest BYTEA CHECK (length(base_weights_digest) = 32);
ALTER TABLE releases ADD COLUMN hyper_parameters_digest BYTEA CHECK (length(hyper_parameters_digest) = 32);
CREATE INDEX releases_of_commitment ON releases (model_commitment, block_number, log_index);

-- The keys that replaced others; an authority's first key is in "authorities".
CREATE TABLE key_rotations (
    block_number BIGINT NOT NULL,
    log_index    BIGINT NOT NULL,
    authority_id BYTEA  NOT NULL,
    rotation     BIGINT NOT NULL,
    public_key   BYTEA  NOT NULL,
    PRIMARY KEY (block_number, log_index),
    UNIQUE (authority_id, rotation),
    FOREIGN KEY (block_number, log_index) REFERENCES events ON DELETE CASCADE
);

-- The registry tree's roots by the number of the change that made them; the empty tree is change 1 and has no event. A root may come again.
CREATE TABLE registry_roots (
    block_number BIGINT  NOT NULL,
    log_index    BIGINT  NOT NULL,
    change       BIGINT  NOT NULL UNIQUE,
    root         BYTEA   NOT NULL CHECK (length(root) = 32),
    revokes      BOOLEAN NOT NULL,
    PRIMARY KEY (block_number, log_index),
    FOREIGN KEY (block_number, log_index) REFERENCES events ON DELETE CASCADE
);
CREATE INDEX registry_roots_by_root ON registry_roots (root, change);
