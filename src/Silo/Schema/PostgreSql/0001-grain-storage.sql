-- Orleans reads the text of its statements from OrleansQuery and finds that table by the search path; every
-- statement names its schema, so that only this one look-up depends on it. Parameter and column names are the
-- provider's contract (Microsoft.Orleans.*.AdoNet 10.4.2).
CREATE TABLE orleans.orleansquery
(
    querykey  varchar(64) PRIMARY KEY,
    querytext text        NOT NULL
);

CREATE TABLE orleans.orleansstorage
(
    grainidhash            integer      NOT NULL,
    grainidn0              bigint       NOT NULL,
    grainidn1              bigint       NOT NULL,
    graintypehash          integer      NOT NULL,
    -- The state's name, not the grain's type: state names are unique in this program.
    graintypestring        varchar(512) NOT NULL,
    grainidextensionstring varchar(512),
    serviceid              varchar(150) NOT NULL,
    payloadbinary          bytea,
    modifiedon             timestamptz  NOT NULL,
    version                integer      NOT NULL
);

-- The guard of a first write: without it two clusters with one service id both get an acknowledgement. A key that
-- is no string has a null extension, which must equal another null here.
CREATE UNIQUE INDEX ux_orleansstorage ON orleans.orleansstorage
    (grainidhash, graintypehash, grainidn0, grainidn1, graintypestring, grainidextensionstring, serviceid)
    NULLS NOT DISTINCT;

-- One statement, so one transaction and one round trip. No row in the answer means that somebody else wrote first:
-- the provider then throws InconsistentStateException.
INSERT INTO orleans.orleansquery (querykey, querytext) VALUES ('WriteToStorageKey', '
    WITH inserted AS (
        INSERT INTO orleans.orleansstorage AS s
            (grainidhash, grainidn0, grainidn1, graintypehash, graintypestring, grainidextensionstring, serviceid,
             payloadbinary, modifiedon, version)
        SELECT @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString,
               @ServiceId, @PayloadBinary, now(), 1
        WHERE @GrainStateVersion IS NULL
        ON CONFLICT DO NOTHING
        RETURNING s.version
    ), updated AS (
        UPDATE orleans.orleansstorage AS s
        SET payloadbinary = @PayloadBinary, modifiedon = now(), version = s.version + 1
        WHERE s.grainidhash = @GrainIdHash AND s.graintypehash = @GrainTypeHash
          AND s.grainidn0 = @GrainIdN0 AND s.grainidn1 = @GrainIdN1
          AND s.graintypestring = @GrainTypeString
          AND s.grainidextensionstring IS NOT DISTINCT FROM @GrainIdExtensionString
          AND s.serviceid = @ServiceId
          AND s.version = @GrainStateVersion
        RETURNING s.version
    )
    SELECT version AS NewGrainStateVersion FROM inserted
    UNION ALL
    SELECT version AS NewGrainStateVersion FROM updated
');

INSERT INTO orleans.orleansquery (querykey, querytext) VALUES ('ReadFromStorageKey', '
    SELECT s.payloadbinary AS PayloadBinary, s.version AS Version
    FROM orleans.orleansstorage AS s
    WHERE s.grainidhash = @GrainIdHash AND s.graintypehash = @GrainTypeHash
      AND s.grainidn0 = @GrainIdN0 AND s.grainidn1 = @GrainIdN1
      AND s.graintypestring = @GrainTypeString
      AND s.grainidextensionstring IS NOT DISTINCT FROM @GrainIdExtensionString
      AND s.serviceid = @ServiceId
');

-- The row stays and its version goes on counting, so that a writer who read before the clearing is refused.
INSERT INTO orleans.orleansquery (querykey, querytext) VALUES ('ClearStorageKey', '
    UPDATE orleans.orleansstorage AS s
    SET payloadbinary = NULL, modifiedon = now(), version = s.version + 1
    WHERE s.grainidhash = @GrainIdHash AND s.graintypehash = @GrainTypeHash
      AND s.grainidn0 = @GrainIdN0 AND s.grainidn1 = @GrainIdN1
      AND s.graintypestring = @GrainTypeString
      AND s.grainidextensionstring IS NOT DISTINCT FROM @GrainIdExtensionString
      AND s.serviceid = @ServiceId
      AND s.version = @GrainStateVersion
    RETURNING s.version AS NewGrainStateVersion
');

-- The provider compares the answer with the version that it held, so the deleted row answers with its successor.
INSERT INTO orleans.orleansquery (querykey, querytext) VALUES ('DeleteStorageKey', '
    DELETE FROM orleans.orleansstorage AS s
    WHERE s.grainidhash = @GrainIdHash AND s.graintypehash = @GrainTypeHash
      AND s.grainidn0 = @GrainIdN0 AND s.grainidn1 = @GrainIdN1
      AND s.graintypestring = @GrainTypeString
      AND s.grainidextensionstring IS NOT DISTINCT FROM @GrainIdExtensionString
      AND s.serviceid = @ServiceId
      AND s.version = @GrainStateVersion
    RETURNING s.version + 1 AS NewGrainStateVersion
');
