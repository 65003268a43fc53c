-- The Merkle tree over all events: version 11 of the ledger. Says the same as Migrations/Sqlite/0011-tree.sql (docs/decisions/0044).

-- hash: the event's, when the leaf was added. Nothing refers to events: a leaf has to outlive an event that somebody deletes.
CREATE TABLE gongshu.tree_leaves (
  leaf_index bigint  NOT NULL,
  sequence   bigint  NOT NULL,
  stream     text    COLLATE "C" NOT NULL,
  version    integer NOT NULL,
  hash       bytea   NOT NULL,
  CONSTRAINT tree_leaves_in_order PRIMARY KEY (leaf_index)
);
CREATE UNIQUE INDEX tree_leaves_one_version ON gongshu.tree_leaves (stream, version);

-- Up to 256 hashes of 32 bytes; a full tile never changes.
CREATE TABLE gongshu.tree_tiles (
  level  integer NOT NULL,
  tile   bigint  NOT NULL,
  hashes bytea   NOT NULL,
  CONSTRAINT tree_tiles_one_place PRIMARY KEY (level, tile)
);

-- sequence: of the last leaf's event; every committed event up to it is a leaf.
CREATE TABLE gongshu.tree_heads (
  tree_size bigint      NOT NULL,
  root      bytea       NOT NULL,
  at        timestamptz NOT NULL,
  log_id    bytea       NOT NULL,
  signature bytea       NOT NULL,
  sequence  bigint      NOT NULL,
  CONSTRAINT tree_heads_one_size PRIMARY KEY (tree_size)
);
