-- The Merkle tree over all events: version 11 of the ledger. Says the same as Migrations/PostgreSql/0011-tree.sql; what the columns mean stands there.

CREATE TABLE tree_leaves (
  leaf_index INTEGER NOT NULL,
  sequence   INTEGER NOT NULL,
  stream     TEXT    NOT NULL,
  version    INTEGER NOT NULL,
  hash       BLOB    NOT NULL,
  CONSTRAINT tree_leaves_in_order PRIMARY KEY (leaf_index)
) STRICT;
CREATE UNIQUE INDEX tree_leaves_one_version ON tree_leaves (stream, version);

CREATE TABLE tree_tiles (
  level  INTEGER NOT NULL,
  tile   INTEGER NOT NULL,
  hashes BLOB    NOT NULL,
  CONSTRAINT tree_tiles_one_place PRIMARY KEY (level, tile)
) STRICT, WITHOUT ROWID;

CREATE TABLE tree_heads (
  tree_size INTEGER NOT NULL,
  root      BLOB    NOT NULL,
  at        INTEGER NOT NULL,
  log_id    BLOB    NOT NULL,
  signature BLOB    NOT NULL,
  sequence  INTEGER NOT NULL,
  CONSTRAINT tree_heads_one_size PRIMARY KEY (tree_size)
) STRICT;
