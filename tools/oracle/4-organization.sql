-- Who must act: ruling by ruling of the organization's chain, for every reading of what is near.

-- Equally near components and segments are candidates: each pair of them is a reading of its own,
-- lower codes first. Outside the city nobody is asked.
CREATE TEMP TABLE reading AS
SELECT row_number() OVER (ORDER BY question.id, component.code, segment.code) AS id,
    question.id AS question, question.category, question.day, point_site.site,
    near_component.component, near_segment.segment, segment.road_level
FROM question
    JOIN point_site ON point_site.point = question.id
    JOIN site ON site.id = point_site.site AND coverage <> 'outside'
    LEFT JOIN near_component ON near_component.question = question.id
    LEFT JOIN component ON component.id = near_component.component
    LEFT JOIN near_segment ON near_segment.question = question.id
    LEFT JOIN segment ON segment.id = near_segment.segment;
CREATE UNIQUE INDEX temp.reading_id ON reading (id);
CREATE INDEX temp.reading_question ON reading (question);

-- What posts can be for at the place: its areas, and what is near.
CREATE TEMP TABLE post_target AS
SELECT DISTINCT question, reading.category, day, area.kind AS layer, area.code AS target
FROM reading JOIN territory USING (site) JOIN area ON area.id = territory.area
UNION SELECT question, reading.category, day, area.kind, area.code
FROM reading JOIN site ON site.id = reading.site JOIN area ON area.id = site.responsibility_grid
UNION SELECT question, reading.category, day, 'road-chief-segments', segment.code
FROM reading JOIN segment ON segment.id = reading.segment
UNION SELECT question, reading.category, day, 'components', component.code
FROM reading JOIN component ON component.id = reading.component;

-- The posts that are held on the day of the question, from the first day to the last, and that
-- cover its category; the lowest rank first, then the lower code; those without a rank last.
CREATE TEMP TABLE held AS
SELECT question, layer, post.target, role, post.code AS post, rank, person,
    (SELECT code FROM organization WHERE code = post.organization) AS organization,
    row_number() OVER (
        PARTITION BY question, layer, post.target, role
        ORDER BY rank NULLS LAST, post.code) AS place
FROM post_target CROSS JOIN post ON target_layer = layer AND post.target = post_target.target
WHERE (valid_from IS NULL OR valid_from <= day) AND (valid_to IS NULL OR day <= valid_to)
    AND (NOT is_limited OR EXISTS (
        SELECT 1 FROM post_pattern JOIN pattern USING (pattern)
        WHERE post_pattern.post = post.code AND pattern.category = post_target.category));
CREATE INDEX temp.held_target ON held (question, layer, target, role, place);

-- The first organization that holds a post for a target.
CREATE TEMP TABLE posted AS
SELECT question, layer, target, role, organization
FROM (SELECT *, row_number() OVER (
        PARTITION BY question, layer, target, role ORDER BY place) AS first
    FROM held WHERE organization IS NOT NULL)
WHERE first = 1;
CREATE UNIQUE INDEX temp.posted_target ON posted (question, layer, target, role);

-- Where mandates are looked for, most specific first: the unit grid, the other grids of the place,
-- the rest of the territory, the whole city.
CREATE TEMP TABLE mandate_area AS
SELECT site, iif(level = 4, 0, 10 + step) AS rank, area FROM territory
UNION ALL SELECT id, 1, management_grid FROM site WHERE management_grid > 0
UNION ALL SELECT id, 2, responsibility_grid FROM site WHERE responsibility_grid > 0
UNION ALL SELECT id, 3, evaluation_grid FROM site WHERE evaluation_grid > 0
UNION ALL SELECT id, 100, 0 FROM site;
CREATE INDEX temp.mandate_area_site ON mandate_area (site);

-- Mandates: most specific territory first, there the most specific category, there those of the
-- road's own level before those for any road. What is left speaks with one voice each.
CREATE TEMP TABLE mandated AS
SELECT reading, organization, min(code) AS subject
FROM (SELECT reading.id AS reading, mandate.code, mandate.organization,
        rank() OVER (PARTITION BY reading.id
            ORDER BY mandate_area.rank, pattern.rank, mandate.road_level IS NULL) AS place
    FROM reading
        CROSS JOIN mandate_area ON mandate_area.site = reading.site
        CROSS JOIN pattern ON pattern.category = reading.category
        CROSS JOIN mandate
            ON mandate.area = mandate_area.area AND mandate.pattern = pattern.pattern
    WHERE mandate.road_level IS NULL OR mandate.road_level = reading.road_level)
WHERE place = 1 AND organization IN (SELECT code FROM organization)
GROUP BY reading, organization;

-- What each rule says in each reading: an organization, through something.
CREATE TEMP TABLE saying AS
-- The component's own record.
SELECT reading.id AS reading, 'component' AS rule, component.acting AS organization,
    component.code AS subject
FROM reading JOIN component ON component.id = reading.component
WHERE component.acting IS NOT NULL
-- The mandate.
UNION ALL SELECT reading, 'mandate', organization, subject FROM mandated
-- The segment's organization, or else its chief's.
UNION ALL SELECT reading, 'segment', acting, subject
FROM (SELECT reading.id AS reading, segment.code AS subject, coalesce(
        (SELECT code FROM organization WHERE code = segment.organization),
        (SELECT organization FROM posted WHERE question = reading.question
            AND layer = 'road-chief-segments' AND target = segment.code AND role = 'chief'))
        AS acting
    FROM reading JOIN segment ON segment.id = reading.segment)
WHERE acting IS NOT NULL
-- The responsibility grid's organization, or else its holder's.
UNION ALL SELECT reading, 'responsibility-grid', acting, subject
FROM (SELECT reading.id AS reading, area.code AS subject, coalesce(
        (SELECT code FROM organization WHERE code = area.organization),
        (SELECT organization FROM posted WHERE question = reading.question
            AND layer = area.kind AND target = area.code AND role = 'holder')) AS acting
    FROM reading
        JOIN site ON site.id = reading.site
        JOIN area ON area.id = site.responsibility_grid)
WHERE acting IS NOT NULL
-- The territory upward: the first area with an organization of its own or of its holder; at last
-- the city itself.
UNION ALL SELECT reading, 'territory', acting, subject
FROM (SELECT *, row_number() OVER (PARTITION BY reading ORDER BY step) AS place
    FROM (SELECT reading.id AS reading, territory.step, area.code AS subject, coalesce(
            (SELECT code FROM organization WHERE code = area.organization),
            (SELECT organization FROM posted WHERE question = reading.question
                AND layer = area.kind AND target = area.code AND role = 'holder')) AS acting
        FROM reading
            JOIN territory ON territory.site = reading.site
            JOIN area ON area.id = territory.area
        UNION ALL SELECT reading.id, 1000, setting.city, setting.city FROM reading, setting)
    WHERE acting IS NOT NULL)
WHERE place = 1;

-- The first rule of the chain that speaks decides; each of its sayings is an outcome. The first
-- reading comes first, in it the lower code.
CREATE TEMP TABLE outcome AS
SELECT row_number() OVER (ORDER BY question, reading, subject) AS id, *
FROM (SELECT reading.question, reading.id AS reading, saying.rule, saying.organization,
        saying.subject, rank() OVER (PARTITION BY reading.id ORDER BY chain_rule.place) AS place
    FROM reading
        JOIN saying ON saying.reading = reading.id
        JOIN chain_rule ON chain_rule.category = reading.category
            AND chain_rule.chain = 'organization' AND chain_rule.rule = saying.rule)
WHERE place = 1;
CREATE INDEX temp.outcome_question ON outcome (question);
