import GRDB

/// The table of waivers, frozen.
///
/// It stands in the register, so that a backup has it. It is no layer: the hash of an edition says
/// what the city says, and a waiver is why a row was let in; so a waiver makes no edition, and undoing
/// a publication finds the hash of before.
enum RegisterSchemaWaivers {
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("waivers") { try $0.execute(sql: table) }
    }

    private static let table = """
        CREATE TABLE waiver (
            id INTEGER PRIMARY KEY,
            layer TEXT NOT NULL,
            rule TEXT NOT NULL,
            row_key TEXT NOT NULL,
            fault TEXT NOT NULL,
            longitude INTEGER,
            latitude INTEGER,
            english TEXT NOT NULL,
            chinese TEXT NOT NULL,
            reason TEXT NOT NULL,
            waived_by TEXT NOT NULL,
            waived_at TEXT NOT NULL,
            delivery TEXT NOT NULL,
            revoked_by TEXT,
            revoked_at TEXT
        );
        CREATE INDEX waiver_in_force ON waiver (layer) WHERE revoked_at IS NULL;
        CREATE TRIGGER waiver_stays BEFORE UPDATE ON waiver
        WHEN OLD.revoked_at IS NOT NULL
            OR (OLD.layer, OLD.rule, OLD.row_key, OLD.fault, OLD.reason, OLD.waived_by)
                IS NOT (NEW.layer, NEW.rule, NEW.row_key, NEW.fault, NEW.reason, NEW.waived_by)
        BEGIN SELECT RAISE(ABORT, 'waivers are revoked, never changed'); END;
        CREATE TRIGGER waiver_remains BEFORE DELETE ON waiver
        BEGIN SELECT RAISE(ABORT, 'waivers are revoked, never removed'); END;
        """
}
