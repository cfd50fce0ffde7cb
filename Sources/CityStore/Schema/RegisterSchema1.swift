/// The register's first schema, frozen: a later change is a migration of its own.
///
/// Every layer has one table with its fields as columns and a `row_key`, so that QGIS and `ogrinfo`
/// see the city of today as plain layers. Lists and codes are texts.
enum RegisterSchema1 {
    /// What every register has beside its layers.
    static let frame = """
        CREATE TABLE city (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            name TEXT NOT NULL,
            code TEXT NOT NULL,
            scheme TEXT NOT NULL
        );
        CREATE TABLE edition (
            number INTEGER PRIMARY KEY,
            delivery TEXT NOT NULL UNIQUE,
            layer TEXT NOT NULL,
            file_name TEXT NOT NULL,
            published_at TEXT NOT NULL,
            new_rows INTEGER NOT NULL,
            changed_rows INTEGER NOT NULL,
            vanished_rows INTEGER NOT NULL,
            unchanged_rows INTEGER NOT NULL,
            rejected_rows INTEGER NOT NULL,
            warnings INTEGER NOT NULL,
            content_hash TEXT NOT NULL
        );
        CREATE TABLE layer_hash (
            layer TEXT PRIMARY KEY,
            hash TEXT NOT NULL
        );
        CREATE TABLE change (
            id INTEGER PRIMARY KEY,
            edition INTEGER NOT NULL,
            layer TEXT NOT NULL,
            row_key TEXT NOT NULL,
            before TEXT,
            after TEXT
        );
        CREATE INDEX change_of_row ON change (layer, row_key);
        CREATE TRIGGER change_stays BEFORE UPDATE ON change
        BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
        CREATE TRIGGER change_remains BEFORE DELETE ON change
        BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END;
        CREATE TRIGGER edition_stays BEFORE UPDATE ON edition
        BEGIN SELECT RAISE(ABORT, 'editions are append-only'); END;
        CREATE TRIGGER edition_remains BEFORE DELETE ON edition
        BEGIN SELECT RAISE(ABORT, 'editions are append-only'); END;
        """

    /// The tables of the layers.
    static let layers = """
        CREATE TABLE category (
            id INTEGER PRIMARY KEY,
            row_key TEXT NOT NULL UNIQUE,
            standard TEXT NOT NULL,
            kind TEXT NOT NULL,
            code TEXT NOT NULL,
            name TEXT NOT NULL,
            major TEXT,
            major_name TEXT,
            groups TEXT,
            component_category TEXT,
            equivalents TEXT,
            source TEXT
        );
        CREATE TABLE organization (
            id INTEGER PRIMARY KEY,
            row_key TEXT NOT NULL UNIQUE,
            code TEXT NOT NULL,
            name TEXT NOT NULL,
            short_name TEXT,
            level TEXT,
            parent TEXT,
            note TEXT
        );
        CREATE TABLE person (
            id INTEGER PRIMARY KEY,
            row_key TEXT NOT NULL UNIQUE,
            code TEXT NOT NULL,
            name TEXT NOT NULL,
            telephone TEXT,
            organization TEXT
        );
        CREATE TABLE district (
            id INTEGER PRIMARY KEY,
            row_key TEXT NOT NULL UNIQUE,
            code TEXT NOT NULL,
            name TEXT NOT NULL,
            administered_by TEXT,
            organization TEXT,
            start_date TEXT,
            end_date TEXT,
            retirement_reason TEXT,
            lineage TEXT,
            note TEXT
        );
        SELECT AddGeometryColumn('district', 'geometry', 4490, 'MULTIPOLYGON', 'XY');
        SELECT CreateSpatialIndex('district', 'geometry');
        CREATE TABLE subdistrict (
            id INTEGER PRIMARY KEY,
            row_key TEXT NOT NULL UNIQUE,
            code TEXT NOT NULL,
            name TEXT NOT NULL,
            administered_by TEXT,
            organization TEXT,
            start_date TEXT,
            end_date TEXT,
            retirement_reason TEXT,
            lineage TEXT,
            note TEXT
        );
        SELECT AddGeometryColumn('subdistrict', 'geometry', 4490, 'MULTIPOLYGON', 'XY');
        SELECT CreateSpatialIndex('subdistrict', 'geometry');
        CREATE TABLE community (
            id INTEGER PRIMARY KEY,
            row_key TEXT NOT NULL UNIQUE,
            code TEXT NOT NULL,
            name TEXT NOT NULL,
            administered_by TEXT,
            organization TEXT,
            start_date TEXT,
            end_date TEXT,
            retirement_reason TEXT,
            lineage TEXT,
            note TEXT
        );
        SELECT AddGeometryColumn('community', 'geometry', 4490, 'MULTIPOLYGON', 'XY');
        SELECT CreateSpatialIndex('community', 'geometry');
        CREATE TABLE unit_grid (
            id INTEGER PRIMARY KEY,
            row_key TEXT NOT NULL UNIQUE,
            code TEXT NOT NULL,
            name TEXT,
            administered_by TEXT,
            organization TEXT,
            area REAL,
            start_date TEXT,
            end_date TEXT,
            retirement_reason TEXT,
            lineage TEXT,
            note TEXT
        );
        SELECT AddGeometryColumn('unit_grid', 'geometry', 4490, 'MULTIPOLYGON', 'XY');
        SELECT CreateSpatialIndex('unit_grid', 'geometry');
        CREATE TABLE management_grid (
            id INTEGER PRIMARY KEY,
            row_key TEXT NOT NULL UNIQUE,
            code TEXT NOT NULL,
            name TEXT,
            administered_by TEXT,
            organization TEXT,
            members TEXT,
            start_date TEXT,
            end_date TEXT,
            retirement_reason TEXT,
            lineage TEXT,
            note TEXT
        );
        SELECT AddGeometryColumn('management_grid', 'geometry', 4490, 'MULTIPOLYGON', 'XY');
        SELECT CreateSpatialIndex('management_grid', 'geometry');
        CREATE TABLE responsibility_grid (
            id INTEGER PRIMARY KEY,
            row_key TEXT NOT NULL UNIQUE,
            code TEXT NOT NULL,
            name TEXT,
            administered_by TEXT,
            organization TEXT,
            members TEXT,
            start_date TEXT,
            end_date TEXT,
            retirement_reason TEXT,
            lineage TEXT,
            note TEXT
        );
        SELECT AddGeometryColumn('responsibility_grid', 'geometry', 4490, 'MULTIPOLYGON', 'XY');
        SELECT CreateSpatialIndex('responsibility_grid', 'geometry');
        CREATE TABLE evaluation_grid (
            id INTEGER PRIMARY KEY,
            row_key TEXT NOT NULL UNIQUE,
            code TEXT NOT NULL,
            name TEXT,
            administered_by TEXT,
            organization TEXT,
            members TEXT,
            grade TEXT,
            start_date TEXT,
            end_date TEXT,
            retirement_reason TEXT,
            lineage TEXT,
            note TEXT
        );
        SELECT AddGeometryColumn('evaluation_grid', 'geometry', 4490, 'MULTIPOLYGON', 'XY');
        SELECT CreateSpatialIndex('evaluation_grid', 'geometry');
        CREATE TABLE road_chief_segment (
            id INTEGER PRIMARY KEY,
            row_key TEXT NOT NULL UNIQUE,
            code TEXT NOT NULL,
            name TEXT NOT NULL,
            road_level TEXT,
            half_width REAL,
            administered_by TEXT,
            organization TEXT,
            start_date TEXT,
            end_date TEXT,
            retirement_reason TEXT,
            lineage TEXT,
            note TEXT
        );
        SELECT AddGeometryColumn('road_chief_segment', 'geometry', 4490, 'MULTILINESTRING', 'XY');
        SELECT CreateSpatialIndex('road_chief_segment', 'geometry');
        CREATE TABLE component (
            id INTEGER PRIMARY KEY,
            row_key TEXT NOT NULL UNIQUE,
            code TEXT NOT NULL,
            category TEXT NOT NULL,
            standard TEXT,
            name TEXT,
            competent_department TEXT,
            owner TEXT,
            maintainer TEXT,
            lead_organization TEXT,
            joint_organizations TEXT,
            responsible_person TEXT,
            device TEXT,
            state TEXT,
            unit_grid TEXT,
            subdistrict TEXT,
            community TEXT,
            initial_date TEXT,
            change_date TEXT,
            source TEXT,
            location TEXT,
            extension TEXT,
            note TEXT
        );
        SELECT AddGeometryColumn('component', 'geometry', 4490, 'GEOMETRY', 'XY');
        SELECT CreateSpatialIndex('component', 'geometry');
        CREATE TABLE place (
            id INTEGER PRIMARY KEY,
            row_key TEXT NOT NULL UNIQUE,
            theme TEXT NOT NULL,
            number TEXT NOT NULL,
            name TEXT NOT NULL,
            organization TEXT,
            note TEXT
        );
        SELECT AddGeometryColumn('place', 'geometry', 4490, 'GEOMETRY', 'XY');
        SELECT CreateSpatialIndex('place', 'geometry');
        CREATE TABLE post (
            id INTEGER PRIMARY KEY,
            row_key TEXT NOT NULL UNIQUE,
            code TEXT NOT NULL,
            role TEXT NOT NULL,
            title TEXT,
            rank INTEGER,
            person TEXT,
            organization TEXT,
            target_layer TEXT NOT NULL,
            target TEXT NOT NULL,
            categories TEXT,
            valid_from TEXT,
            valid_to TEXT,
            note TEXT
        );
        CREATE TABLE mandate (
            id INTEGER PRIMARY KEY,
            row_key TEXT NOT NULL UNIQUE,
            code TEXT NOT NULL,
            category TEXT NOT NULL,
            territory TEXT,
            road_level TEXT,
            organization TEXT NOT NULL,
            role TEXT,
            document TEXT
        );
        CREATE TABLE precedence (
            id INTEGER PRIMARY KEY,
            row_key TEXT NOT NULL UNIQUE,
            chain TEXT NOT NULL,
            category TEXT NOT NULL,
            rules TEXT NOT NULL,
            component_reach REAL,
            segment_reach REAL
        );
        """
}
