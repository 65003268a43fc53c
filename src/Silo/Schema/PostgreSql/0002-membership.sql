-- One row per cluster; its version is the etag of every change, so it is also the lock that serialises them.
CREATE TABLE orleans.orleansmembershipversiontable
(
    deploymentid varchar(150) PRIMARY KEY,
    timestamp    timestamptz(3) NOT NULL DEFAULT now(),
    version      integer        NOT NULL DEFAULT 0
);

CREATE TABLE orleans.orleansmembershiptable
(
    deploymentid varchar(150)   NOT NULL REFERENCES orleans.orleansmembershipversiontable (deploymentid),
    address      varchar(45)    NOT NULL,
    port         integer        NOT NULL,
    generation   integer        NOT NULL,
    siloname     varchar(150)   NOT NULL,
    hostname     varchar(150)   NOT NULL,
    status       integer        NOT NULL,
    proxyport    integer,
    suspecttimes text,
    starttime    timestamptz(3) NOT NULL,
    iamalivetime timestamptz(3) NOT NULL,
    PRIMARY KEY (deploymentid, address, port, generation)
);

INSERT INTO orleans.orleansquery (querykey, querytext) VALUES ('InsertMembershipVersionKey', '
    WITH inserted AS (
        INSERT INTO orleans.orleansmembershipversiontable (deploymentid) VALUES (@DeploymentId)
        ON CONFLICT DO NOTHING
        RETURNING 1
    )
    SELECT count(*)::integer FROM inserted
');

-- The version row is taken first and only if nobody moved it on: the member row follows from it or not at all.
INSERT INTO orleans.orleansquery (querykey, querytext) VALUES ('InsertMembershipKey', '
    WITH moved AS (
        UPDATE orleans.orleansmembershipversiontable AS v
        SET timestamp = now(), version = v.version + 1
        WHERE v.deploymentid = @DeploymentId AND v.version = @Version
          AND NOT EXISTS (
              SELECT 1 FROM orleans.orleansmembershiptable AS m
              WHERE m.deploymentid = @DeploymentId AND m.address = @Address AND m.port = @Port
                AND m.generation = @Generation)
        RETURNING v.deploymentid
    ), inserted AS (
        INSERT INTO orleans.orleansmembershiptable
            (deploymentid, address, port, generation, siloname, hostname, status, proxyport, starttime, iamalivetime)
        SELECT deploymentid, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime,
               @IAmAliveTime
        FROM moved
        RETURNING 1
    )
    SELECT count(*)::integer FROM inserted
');

INSERT INTO orleans.orleansquery (querykey, querytext) VALUES ('UpdateMembershipKey', '
    WITH moved AS (
        UPDATE orleans.orleansmembershipversiontable AS v
        SET timestamp = now(), version = v.version + 1
        WHERE v.deploymentid = @DeploymentId AND v.version = @Version
          AND EXISTS (
              SELECT 1 FROM orleans.orleansmembershiptable AS m
              WHERE m.deploymentid = @DeploymentId AND m.address = @Address AND m.port = @Port
                AND m.generation = @Generation)
        RETURNING v.deploymentid
    ), updated AS (
        UPDATE orleans.orleansmembershiptable AS m
        SET status = @Status, suspecttimes = @SuspectTimes, iamalivetime = @IAmAliveTime
        FROM moved
        WHERE m.deploymentid = moved.deploymentid AND m.address = @Address AND m.port = @Port
          AND m.generation = @Generation
        RETURNING 1
    )
    SELECT count(*)::integer FROM updated
');

INSERT INTO orleans.orleansquery (querykey, querytext) VALUES ('UpdateIAmAlivetimeKey', '
    UPDATE orleans.orleansmembershiptable
    SET iamalivetime = @IAmAliveTime
    WHERE deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
');

-- The version comes back even where there is no member.
INSERT INTO orleans.orleansquery (querykey, querytext) VALUES ('MembershipReadRowKey', '
    SELECT v.deploymentid AS DeploymentId, m.address AS Address, m.port AS Port, m.generation AS Generation,
           m.siloname AS SiloName, m.hostname AS HostName, m.status AS Status, m.proxyport AS ProxyPort,
           m.suspecttimes AS SuspectTimes, m.starttime AS StartTime, m.iamalivetime AS IAmAliveTime,
           v.version AS Version
    FROM orleans.orleansmembershipversiontable AS v
    LEFT JOIN orleans.orleansmembershiptable AS m
           ON m.deploymentid = v.deploymentid AND m.address = @Address AND m.port = @Port
          AND m.generation = @Generation
    WHERE v.deploymentid = @DeploymentId
');

INSERT INTO orleans.orleansquery (querykey, querytext) VALUES ('MembershipReadAllKey', '
    SELECT v.deploymentid AS DeploymentId, m.address AS Address, m.port AS Port, m.generation AS Generation,
           m.siloname AS SiloName, m.hostname AS HostName, m.status AS Status, m.proxyport AS ProxyPort,
           m.suspecttimes AS SuspectTimes, m.starttime AS StartTime, m.iamalivetime AS IAmAliveTime,
           v.version AS Version
    FROM orleans.orleansmembershipversiontable AS v
    LEFT JOIN orleans.orleansmembershiptable AS m ON m.deploymentid = v.deploymentid
    WHERE v.deploymentid = @DeploymentId
');

INSERT INTO orleans.orleansquery (querykey, querytext) VALUES ('DeleteMembershipTableEntriesKey', '
    DELETE FROM orleans.orleansmembershiptable WHERE deploymentid = @DeploymentId;
    DELETE FROM orleans.orleansmembershipversiontable WHERE deploymentid = @DeploymentId;
');

-- 3 is Active: a gateway is offered by active silos that opened one.
INSERT INTO orleans.orleansquery (querykey, querytext) VALUES ('GatewaysQueryKey', '
    SELECT address AS Address, proxyport AS ProxyPort, generation AS Generation
    FROM orleans.orleansmembershiptable
    WHERE deploymentid = @DeploymentId AND status = @Status AND proxyport > 0
');

-- 6 is Dead. The provider falls back to this one only where the next statement is missing.
INSERT INTO orleans.orleansquery (querykey, querytext) VALUES ('CleanupDefunctSiloEntriesKey', '
    DELETE FROM orleans.orleansmembershiptable
    WHERE deploymentid = @DeploymentId AND status = 6 AND starttime < @IAmAliveTime AND iamalivetime < @IAmAliveTime
');

-- One dead silo, exactly as the cleaner read it: whatever changed since then stays.
INSERT INTO orleans.orleansquery (querykey, querytext) VALUES ('CleanupDefunctSiloEntryKey', '
    DELETE FROM orleans.orleansmembershiptable
    WHERE deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
      AND status = 6
      AND starttime = @StartTime AND iamalivetime = @IAmAliveTime
      AND nullif(suspecttimes, '''') IS NOT DISTINCT FROM nullif(@SuspectTimes, '''')
');
