-- The register as the oracle reads it: areas, segments and components in whole lattice units of
-- 10^-7 degree, where GEOS decides exactly, and every list split into rows.
--
-- `city` is the attached register, `setting` has one row: its code, its scheme and today.
-- An id follows kind and then code, so that within a kind the lower id is the lower code.

-- Areas that are valid today: from the first day on, and until the day before the end.
CREATE TABLE area (
    id INTEGER PRIMARY KEY, kind TEXT, level INTEGER, code TEXT, administered_by TEXT,
    organization TEXT, members TEXT, geometry BLOB);
INSERT INTO area (kind, level, code, administered_by, organization, members, geometry)
WITH every AS (
    SELECT 'districts' AS kind, 1 AS level, code, administered_by, organization, NULL AS members,
        start_date, end_date, geometry FROM city.district
    UNION ALL SELECT 'subdistricts', 2, code, administered_by, organization, NULL,
        start_date, end_date, geometry FROM city.subdistrict
    UNION ALL SELECT 'communities', 3, code, administered_by, organization, NULL,
        start_date, end_date, geometry FROM city.community
    UNION ALL SELECT 'unit-grids', 4, code, administered_by, organization, NULL,
        start_date, end_date, geometry FROM city.unit_grid
    UNION ALL SELECT 'management-grids', 5, code, administered_by, organization, members,
        start_date, end_date, geometry FROM city.management_grid
    UNION ALL SELECT 'responsibility-grids', 6, code, administered_by, organization, members,
        start_date, end_date, geometry FROM city.responsibility_grid
    UNION ALL SELECT 'evaluation-grids', 7, code, administered_by, organization, members,
        start_date, end_date, geometry FROM city.evaluation_grid)
SELECT kind, level, code, administered_by, organization, members,
    SnapToGrid(ScaleCoords(geometry, 10000000.0), 0, 0, 1, 1)
FROM every, setting
WHERE (start_date IS NULL OR start_date <= today) AND (end_date IS NULL OR today < end_date)
ORDER BY level, code;
CREATE INDEX area_code ON area (code, level);

-- Which unit grids a grid of another kind names as its own.
CREATE TABLE member AS
SELECT DISTINCT area.id AS area, area.level, unit.id AS unit_grid
FROM area
    JOIN json_each(
        '[' || replace(replace(json_quote(area.members), '；', ';'), ';', '","') || ']') AS item
    JOIN area AS unit ON unit.code = trim(item.value) AND unit.level = 4
WHERE area.level > 4 AND area.members IS NOT NULL;
CREATE INDEX member_unit_grid ON member (unit_grid, level, area);

-- The code's prefix gives the parent (districts have 6 digits, subdistricts 9, communities 12); an
-- administered-by relation overrides it. A level may be missing: then the next coarser one.
CREATE TABLE administrator AS
SELECT area.id AS area, coalesce(
    (SELECT coarser.id FROM area AS coarser
     WHERE coarser.code = area.administered_by AND coarser.level < area.level
     ORDER BY coarser.level DESC LIMIT 1),
    (SELECT coarser.id FROM area AS coarser, setting
     WHERE scheme = 'national' AND coarser.level < area.level
         AND coarser.code IN (substr(area.code, 1, 6), substr(area.code, 1, 9),
             substr(area.code, 1, 12))
         AND length(coarser.code) = 3 + 3 * coarser.level
     ORDER BY coarser.level DESC LIMIT 1)) AS administrator
FROM area
WHERE area.level <= 4;
CREATE UNIQUE INDEX administrator_area ON administrator (area);

-- The city itself is the last organization to ask, registered or not.
CREATE TABLE organization AS
SELECT code FROM city.organization UNION SELECT city FROM setting;
CREATE UNIQUE INDEX organization_code ON organization (code);

-- A component's record names who must act: lead, else maintainer, else owner, else competent
-- department. Components are known by their codes.
CREATE TABLE component (
    id INTEGER PRIMARY KEY, code TEXT, category TEXT, acting TEXT, person TEXT, geometry BLOB);
INSERT INTO component (code, category, acting, person, geometry)
SELECT code, iif(category LIKE '%/%', category, 'component/' || category),
    coalesce((SELECT code FROM organization WHERE code = lead_organization),
        (SELECT code FROM organization WHERE code = maintainer),
        (SELECT code FROM organization WHERE code = owner),
        (SELECT code FROM organization WHERE code = competent_department)),
    responsible_person, SnapToGrid(ScaleCoords(geometry, 10000000.0), 0, 0, 1, 1)
FROM city.component
WHERE geometry IS NOT NULL
ORDER BY code;
CREATE INDEX component_category ON component (category);
CREATE VIRTUAL TABLE component_box USING rtree (id, west, east, south, north);
INSERT INTO component_box
SELECT id, MbrMinX(geometry), MbrMaxX(geometry), MbrMinY(geometry), MbrMaxY(geometry)
FROM component;

-- Road-chief segments that are valid today.
CREATE TABLE segment (
    id INTEGER PRIMARY KEY, code TEXT, road_level TEXT, half_width REAL, organization TEXT,
    geometry BLOB);
INSERT INTO segment (code, road_level, half_width, organization, geometry)
SELECT code, road_level, half_width, organization,
    SnapToGrid(ScaleCoords(geometry, 10000000.0), 0, 0, 1, 1)
FROM city.road_chief_segment, setting
WHERE (start_date IS NULL OR start_date <= today) AND (end_date IS NULL OR today < end_date)
ORDER BY code;
CREATE VIRTUAL TABLE segment_box USING rtree (id, west, east, south, north);
INSERT INTO segment_box
SELECT id, MbrMinX(geometry), MbrMaxX(geometry), MbrMinY(geometry), MbrMaxY(geometry)
FROM segment;

-- A category is keyed by kind and code; where two standards use one key the current national one
-- counts, then the later name. Matters of the majors 01-05 are about the component category of the
-- same number, others about the one that the catalogue states, if any; a component is about itself.
CREATE TABLE category AS
SELECT kind || '/' || code AS key, groups, CASE
    WHEN kind = 'component' THEN kind || '/' || code
    WHEN component_category LIKE '%/%' THEN component_category
    WHEN component_category IS NOT NULL THEN 'component/' || component_category
    WHEN standard = 'GB/T 47678.5-2026' AND length(code) = 5
        AND substr(code, 1, 2) IN ('01', '02', '03', '04', '05') THEN 'component/' || code
    END AS about
FROM (SELECT *, row_number() OVER (
        PARTITION BY kind, code
        ORDER BY standard = 'GB/T 47678.5-2026' DESC, standard DESC) AS place
    FROM city.category)
WHERE place = 1;
INSERT INTO category
SELECT DISTINCT category, NULL, category FROM component
WHERE category NOT IN (SELECT key FROM category);
-- A question without a category is about the place alone.
INSERT INTO category VALUES ('', NULL, NULL);
CREATE UNIQUE INDEX category_key ON category (key);

-- The patterns that speak about a category, most specific first: itself, the component that it is
-- about, its own groups in their order, those of the component, all.
CREATE TABLE pattern AS
WITH grouping AS (
    SELECT category.key, item.key AS place, 'group/' || trim(item.value) AS pattern
    FROM category JOIN json_each(
        '[' || replace(replace(json_quote(groups), '；', ';'), ';', '","') || ']') AS item
    WHERE groups IS NOT NULL AND trim(item.value) <> ''),
every AS (
    SELECT key AS category, 0 AS rank, key AS pattern FROM category WHERE key <> ''
    UNION ALL SELECT key, 1, about FROM category WHERE about IS NOT NULL AND about <> key
    UNION ALL SELECT key, 100 + place, pattern FROM grouping
    UNION ALL SELECT category.key, 200 + place, pattern
    FROM category JOIN grouping ON grouping.key = category.about AND category.about <> category.key
    UNION ALL SELECT key, 1000, '*' FROM category)
SELECT category, pattern, min(rank) AS rank FROM every GROUP BY category, pattern;
CREATE UNIQUE INDEX pattern_category ON pattern (category, pattern);

-- For each category the city's most specific precedence of each chain, or the standard order. The
-- organization's chain always ends with the territory: every place has a default.
CREATE TABLE precedence AS
SELECT category, chain, rules, component_reach, segment_reach
FROM (SELECT pattern.category, row.chain, row.rules, row.component_reach, row.segment_reach,
        row_number() OVER (PARTITION BY pattern.category, row.chain ORDER BY rank) AS place
    FROM pattern JOIN city.precedence AS row ON row.category = pattern.pattern)
WHERE place = 1;
INSERT INTO precedence
SELECT key, chain, rules, NULL, NULL
FROM category JOIN (
    SELECT 'organization' AS chain,
        'component;mandate;segment;responsibility-grid;territory' AS rules
    UNION ALL SELECT 'person', 'component;segment;responsibility-grid;organization;territory')
    AS standard
WHERE NOT EXISTS (
    SELECT 1 FROM precedence
    WHERE precedence.category = category.key AND precedence.chain = standard.chain);

CREATE TABLE chain_rule AS
SELECT category, chain, rule, min(place) AS place
FROM (SELECT category, chain, trim(item.value) AS rule, item.key AS place
    FROM precedence JOIN json_each(
        '[' || replace(replace(json_quote(rules), '；', ';'), ';', '","') || ']') AS item
    UNION ALL SELECT key, 'organization', 'territory', 1000 FROM category)
GROUP BY category, chain, rule;
CREATE UNIQUE INDEX chain_rule_category ON chain_rule (category, chain, rule);

-- Components and segments count up to 30 m away unless the precedence of the organization says
-- otherwise.
CREATE TABLE reach AS
SELECT category, coalesce(component_reach, 30.0) AS component,
    coalesce(segment_reach, 30.0) AS segment
FROM precedence WHERE chain = 'organization';
CREATE UNIQUE INDEX reach_category ON reach (category);

-- Where a mandate holds: in the areas of its territory's code, or (area 0) in the whole city.
CREATE TABLE mandate AS
SELECT row.code, row.category AS pattern, coalesce(area.id, 0) AS area, row.road_level,
    row.organization
FROM city.mandate AS row LEFT JOIN area ON area.code = row.territory
WHERE coalesce(row.role, 'competent') = 'competent'
    AND (row.territory IS NULL OR area.id IS NOT NULL);
CREATE INDEX mandate_scope ON mandate (area, pattern);

CREATE TABLE post AS
SELECT code, role, rank, person, organization, target_layer, target, valid_from, valid_to,
    coalesce(trim(categories), '') <> '' AS is_limited
FROM city.post;
CREATE UNIQUE INDEX post_code ON post (code);
CREATE INDEX post_target ON post (target_layer, target);
-- The patterns that a post is limited to.
CREATE TABLE post_pattern AS
SELECT post.code AS post, trim(item.value) AS pattern
FROM city.post AS post JOIN json_each(
    '[' || replace(replace(json_quote(categories), '；', ';'), ';', '","') || ']') AS item
WHERE categories IS NOT NULL;
CREATE INDEX post_pattern_post ON post_pattern (post, pattern);
