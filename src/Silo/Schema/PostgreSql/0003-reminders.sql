CREATE TABLE orleans.orleansreminderstable
(
    serviceid    varchar(150)   NOT NULL,
    grainid      varchar(150)   NOT NULL,
    remindername varchar(150)   NOT NULL,
    starttime    timestamptz(3) NOT NULL,
    period       bigint         NOT NULL,
    grainhash    integer        NOT NULL,
    version      integer        NOT NULL,
    PRIMARY KEY (serviceid, grainid, remindername)
);

-- Each silo asks for its range of the ring.
CREATE INDEX ix_orleansreminderstable_range ON orleans.orleansreminderstable (serviceid, grainhash);

INSERT INTO orleans.orleansquery (querykey, querytext) VALUES ('UpsertReminderRowKey', '
    INSERT INTO orleans.orleansreminderstable AS r
        (serviceid, grainid, remindername, starttime, period, grainhash, version)
    VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
    ON CONFLICT (serviceid, grainid, remindername) DO UPDATE
    SET starttime = excluded.starttime, period = excluded.period, grainhash = excluded.grainhash,
        version = r.version + 1
    RETURNING r.version AS Version
');

INSERT INTO orleans.orleansquery (querykey, querytext) VALUES ('ReadReminderRowsKey', '
    SELECT grainid AS GrainId, remindername AS ReminderName, starttime AS StartTime, period AS Period,
           version AS Version
    FROM orleans.orleansreminderstable
    WHERE serviceid = @ServiceId AND grainid = @GrainId
');

INSERT INTO orleans.orleansquery (querykey, querytext) VALUES ('ReadReminderRowKey', '
    SELECT grainid AS GrainId, remindername AS ReminderName, starttime AS StartTime, period AS Period,
           version AS Version
    FROM orleans.orleansreminderstable
    WHERE serviceid = @ServiceId AND grainid = @GrainId AND remindername = @ReminderName
');

-- (begin, end]
INSERT INTO orleans.orleansquery (querykey, querytext) VALUES ('ReadRangeRows1Key', '
    SELECT grainid AS GrainId, remindername AS ReminderName, starttime AS StartTime, period AS Period,
           version AS Version
    FROM orleans.orleansreminderstable
    WHERE serviceid = @ServiceId AND grainhash > @BeginHash AND grainhash <= @EndHash
');

-- The range that passes the ring's end.
INSERT INTO orleans.orleansquery (querykey, querytext) VALUES ('ReadRangeRows2Key', '
    SELECT grainid AS GrainId, remindername AS ReminderName, starttime AS StartTime, period AS Period,
           version AS Version
    FROM orleans.orleansreminderstable
    WHERE serviceid = @ServiceId AND (grainhash > @BeginHash OR grainhash <= @EndHash)
');

INSERT INTO orleans.orleansquery (querykey, querytext) VALUES ('DeleteReminderRowKey', '
    WITH deleted AS (
        DELETE FROM orleans.orleansreminderstable
        WHERE serviceid = @ServiceId AND grainid = @GrainId AND remindername = @ReminderName AND version = @Version
        RETURNING 1
    )
    SELECT count(*)::integer FROM deleted
');

INSERT INTO orleans.orleansquery (querykey, querytext) VALUES ('DeleteReminderRowsKey', '
    DELETE FROM orleans.orleansreminderstable WHERE serviceid = @ServiceId
');
