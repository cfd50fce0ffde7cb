-- Which areas a place belongs to: `point` (id, x, y in lattice units) and its R*Tree `point_box`
-- are given; `site` holds each different set of areas once, `point_site` says where a point lies.

-- A point exactly on a shared border belongs to the lower code. The boxes are 32-bit floats that
-- the R*Tree rounds outwards; `ST_Covers` decides.
CREATE TEMP TABLE ground AS
SELECT point.id AS point, area.level, min(area.id) AS area
FROM area CROSS JOIN point_box CROSS JOIN point
WHERE area.geometry IS NOT NULL
    AND point_box.west <= MbrMaxX(area.geometry) AND point_box.east >= MbrMinX(area.geometry)
    AND point_box.south <= MbrMaxY(area.geometry) AND point_box.north >= MbrMinY(area.geometry)
    AND point.id = point_box.id
    AND ST_Covers(area.geometry, MakePoint(point.x, point.y, 4490))
GROUP BY point.id, area.level;

CREATE TEMP TABLE found AS
SELECT point.id AS point,
    coalesce(max(area) FILTER (WHERE level = 1), 0) AS district,
    coalesce(max(area) FILTER (WHERE level = 2), 0) AS subdistrict,
    coalesce(max(area) FILTER (WHERE level = 3), 0) AS community,
    coalesce(max(area) FILTER (WHERE level = 4), 0) AS unit_grid,
    coalesce(max(area) FILTER (WHERE level = 5), 0) AS management_grid,
    coalesce(max(area) FILTER (WHERE level = 6), 0) AS responsibility_grid,
    coalesce(max(area) FILTER (WHERE level = 7), 0) AS evaluation_grid
FROM point LEFT JOIN ground ON ground.point = point.id
GROUP BY point.id;

CREATE TEMP TABLE site (
    id INTEGER PRIMARY KEY, district INTEGER, subdistrict INTEGER, community INTEGER,
    unit_grid INTEGER, management_grid INTEGER, responsibility_grid INTEGER,
    evaluation_grid INTEGER);
INSERT INTO site (
    district, subdistrict, community, unit_grid, management_grid, responsibility_grid,
    evaluation_grid)
SELECT DISTINCT district, subdistrict, community, unit_grid, management_grid,
    responsibility_grid, evaluation_grid
FROM found;
CREATE INDEX temp.site_areas ON site (
    unit_grid, responsibility_grid, community, subdistrict, district, management_grid,
    evaluation_grid);

CREATE TEMP TABLE point_site AS
SELECT found.point, site.id AS site
FROM found JOIN site USING (
    unit_grid, responsibility_grid, community, subdistrict, district, management_grid,
    evaluation_grid);
CREATE INDEX temp.point_site_point ON point_site (point);

-- Coverage: `grid` where the finest level that has ground covers the place; `gap` where another
-- level of the territory does; else `outside`.
ALTER TABLE site ADD COLUMN coverage TEXT;
UPDATE site SET coverage = CASE
    WHEN CASE (SELECT max(level) FROM area WHERE level <= 4 AND geometry IS NOT NULL)
        WHEN 4 THEN unit_grid WHEN 3 THEN community WHEN 2 THEN subdistrict ELSE district END > 0
        THEN 'grid'
    WHEN unit_grid + community + subdistrict + district > 0 THEN 'gap'
    ELSE 'outside' END;

-- A grid without ground at the place still holds the unit grids that it names; the lower code.
UPDATE site SET
    management_grid = coalesce(nullif(management_grid, 0),
        (SELECT min(area) FROM member WHERE unit_grid = site.unit_grid AND level = 5), 0),
    responsibility_grid = coalesce(nullif(responsibility_grid, 0),
        (SELECT min(area) FROM member WHERE unit_grid = site.unit_grid AND level = 6), 0),
    evaluation_grid = coalesce(nullif(evaluation_grid, 0),
        (SELECT min(area) FROM member WHERE unit_grid = site.unit_grid AND level = 7), 0);

-- The territory of a site, fine before coarse: the finest area on the ground and then whoever
-- administers it, level by level; where a relation ends, the ground goes on.
CREATE TEMP TABLE territory AS
WITH RECURSIVE upward (site, step, area) AS (
    SELECT id, 1, coalesce(nullif(unit_grid, 0), nullif(community, 0), nullif(subdistrict, 0),
        nullif(district, 0))
    FROM site
    WHERE unit_grid + community + subdistrict + district > 0
    UNION ALL
    SELECT upward.site, step + 1, next.id
    FROM upward
        JOIN site ON site.id = upward.site
        JOIN area ON area.id = upward.area
        JOIN administrator ON administrator.area = upward.area
        JOIN area AS next ON next.id = coalesce(administrator.administrator, CASE area.level
            WHEN 4 THEN coalesce(nullif(site.community, 0), nullif(site.subdistrict, 0),
                nullif(site.district, 0))
            WHEN 3 THEN coalesce(nullif(site.subdistrict, 0), nullif(site.district, 0))
            WHEN 2 THEN nullif(site.district, 0) END))
SELECT upward.site, upward.step, upward.area, area.level
FROM upward JOIN area ON area.id = upward.area;
CREATE INDEX temp.territory_site ON territory (site, step);

-- What an answer shows: the areas on the ground; where a level has none, the territory's.
CREATE TEMP TABLE shown AS
SELECT site.id AS site, coverage,
    (SELECT code FROM area WHERE id = coalesce(nullif(site.district, 0),
        (SELECT area FROM territory WHERE site = site.id AND level = 1))) AS district,
    (SELECT code FROM area WHERE id = coalesce(nullif(site.subdistrict, 0),
        (SELECT area FROM territory WHERE site = site.id AND level = 2))) AS subdistrict,
    (SELECT code FROM area WHERE id = coalesce(nullif(site.community, 0),
        (SELECT area FROM territory WHERE site = site.id AND level = 3))) AS community,
    (SELECT code FROM area WHERE id = site.unit_grid) AS unit_grid,
    (SELECT code FROM area WHERE id = site.responsibility_grid) AS responsibility_grid
FROM site;
CREATE UNIQUE INDEX temp.shown_site ON shown (site);
