-- A claim for an alias is refused as before, by FAIL where it was ABORT. A statement that may abort is one that SQLite may have to undo, and for that it copies every
-- page before it changes it, although a single row is checked before anything of it is written. Who inserts undoes the whole command in either case.
DROP TRIGGER claims_of_no_alias;
CREATE TRIGGER claims_of_no_alias BEFORE INSERT ON claims WHEN EXISTS (SELECT 1 FROM worker_aliases WHERE alias = NEW.subject)
BEGIN
  SELECT RAISE(FAIL, 'a claim for a reference that was merged into another');
END;
