/// The register's second schema, frozen: the tables of the layers that the first one lacked.
enum RegisterSchema2 {
    /// The tables of the layers.
    static let layers = """
        CREATE TABLE duty (
            id INTEGER PRIMARY KEY,
            row_key TEXT NOT NULL UNIQUE,
            code TEXT NOT NULL,
            kind TEXT NOT NULL,
            post TEXT,
            person TEXT,
            deputy TEXT,
            from_time TEXT,
            to_time TEXT,
            days TEXT,
            hours TEXT,
            note TEXT
        );
        CREATE TABLE partition (
            id INTEGER PRIMARY KEY,
            row_key TEXT NOT NULL UNIQUE,
            code TEXT NOT NULL,
            name TEXT,
            categories TEXT NOT NULL,
            organization TEXT,
            person TEXT,
            valid_from TEXT,
            valid_to TEXT,
            note TEXT
        );
        SELECT AddGeometryColumn('partition', 'geometry', 4490, 'MULTIPOLYGON', 'XY');
        SELECT CreateSpatialIndex('partition', 'geometry');
        CREATE TABLE ruling (
            id INTEGER PRIMARY KEY,
            row_key TEXT NOT NULL UNIQUE,
            code TEXT NOT NULL,
            component TEXT,
            categories TEXT,
            organization TEXT NOT NULL,
            document TEXT,
            valid_from TEXT,
            valid_to TEXT,
            note TEXT
        );
        SELECT AddGeometryColumn('ruling', 'geometry', 4490, 'MULTIPOLYGON', 'XY');
        SELECT CreateSpatialIndex('ruling', 'geometry');
        CREATE TABLE channel (
            id INTEGER PRIMARY KEY,
            row_key TEXT NOT NULL UNIQUE,
            code TEXT NOT NULL,
            name TEXT NOT NULL,
            datum TEXT,
            accuracy_share TEXT,
            default_radius REAL,
            default_points TEXT,
            note TEXT
        );
        CREATE TABLE time_limit (
            id INTEGER PRIMARY KEY,
            row_key TEXT NOT NULL UNIQUE,
            category TEXT NOT NULL,
            condition TEXT,
            limit_value REAL NOT NULL,
            limit_unit TEXT NOT NULL,
            closing_condition TEXT,
            source TEXT
        );
        CREATE TABLE calendar_day (
            id INTEGER PRIMARY KEY,
            row_key TEXT NOT NULL UNIQUE,
            day TEXT NOT NULL,
            kind TEXT NOT NULL,
            hours TEXT,
            name TEXT
        );
        CREATE TABLE case_file (
            id INTEGER PRIMARY KEY,
            row_key TEXT NOT NULL UNIQUE,
            code TEXT NOT NULL,
            category TEXT NOT NULL,
            time TEXT NOT NULL,
            channel TEXT,
            accuracy REAL,
            organization TEXT,
            returned TEXT,
            note TEXT
        );
        SELECT AddGeometryColumn('case_file', 'geometry', 4490, 'POINT', 'XY');
        SELECT CreateSpatialIndex('case_file', 'geometry');
        """
}
