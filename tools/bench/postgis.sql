-- The peer's tables, filled before; indexes, order on disk and statistics, then its questions.

CREATE INDEX ON district USING gist (geometry);
CREATE INDEX ON subdistrict USING gist (geometry);
CREATE INDEX ON community USING gist (geometry);
CREATE INDEX unit_grid_geometry ON unit_grid USING gist (geometry);
CREATE INDEX ON responsibility_grid USING gist (geometry);

-- Distances are taken in a plane in metres, as a PostGIS city would: the points keep both.
ALTER TABLE road_chief_segment ADD COLUMN plane geometry;
UPDATE road_chief_segment SET plane = ST_Transform(geometry, plane_srid());
CREATE INDEX road_chief_segment_plane ON road_chief_segment USING gist (plane);
CREATE TABLE placed AS
SELECT code, category, ST_Transform(geometry, plane_srid()) AS plane FROM component;
CREATE INDEX placed_plane ON placed USING gist (plane);

CLUSTER unit_grid USING unit_grid_geometry;
CLUSTER road_chief_segment USING road_chief_segment_plane;
CLUSTER placed USING placed_plane;
CREATE UNIQUE INDEX ON point (id);
VACUUM ANALYZE;

-- Row 1: one point, the unit grid; on a shared border the lower code.
CREATE FUNCTION grid_at(place geometry) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT code FROM unit_grid WHERE ST_Covers(geometry, place) ORDER BY code LIMIT 1
$$;

-- Row 2: a full verdict without any rules: all areas, the segment and the component near.
CREATE FUNCTION verdict_at(place geometry, about text)
RETURNS TABLE (district text, subdistrict text, community text, unit_grid text,
    responsibility_grid text, segment text, segment_metres float8, component text,
    component_metres float8)
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    at geometry := ST_Transform(place, plane_srid());
    near geometry := ST_Expand(at, 30);
BEGIN
    SELECT a.code INTO district FROM district a
        WHERE ST_Covers(a.geometry, place) ORDER BY a.code LIMIT 1;
    SELECT a.code INTO subdistrict FROM subdistrict a
        WHERE ST_Covers(a.geometry, place) ORDER BY a.code LIMIT 1;
    SELECT a.code INTO community FROM community a
        WHERE ST_Covers(a.geometry, place) ORDER BY a.code LIMIT 1;
    SELECT a.code INTO unit_grid FROM unit_grid a
        WHERE ST_Covers(a.geometry, place) ORDER BY a.code LIMIT 1;
    SELECT a.code INTO responsibility_grid FROM responsibility_grid a
        WHERE ST_Covers(a.geometry, place) ORDER BY a.code LIMIT 1;
    SELECT s.code, ST_Distance(s.plane, at) INTO segment, segment_metres
        FROM road_chief_segment s
        WHERE s.plane && near AND ST_Distance(s.plane, at) <= 30
        ORDER BY 2, 1 LIMIT 1;
    SELECT c.code, ST_Distance(c.plane, at) INTO component, component_metres
        FROM placed c
        WHERE c.plane && near AND c.category = about AND ST_Distance(c.plane, at) <= 30
        ORDER BY 2, 1 LIMIT 1;
    RETURN NEXT;
END
$$;
