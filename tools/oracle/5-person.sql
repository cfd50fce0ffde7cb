-- Who is in charge, for every outcome of the organization's chain.

-- Posts with the acting organization itself.
INSERT INTO held
SELECT question, 'organizations', acting, role, post.code, rank, person,
    (SELECT code FROM organization WHERE code = post.organization),
    row_number() OVER (
        PARTITION BY question, acting, role ORDER BY rank NULLS LAST, post.code)
FROM (SELECT DISTINCT outcome.question, outcome.organization AS acting, category, day
        FROM outcome JOIN reading ON reading.id = outcome.reading) AS asked
    CROSS JOIN post ON target_layer = 'organizations' AND post.target = asked.acting
WHERE (valid_from IS NULL OR valid_from <= day) AND (valid_to IS NULL OR day <= valid_to)
    AND (NOT is_limited OR EXISTS (
        SELECT 1 FROM post_pattern JOIN pattern USING (pattern)
        WHERE post_pattern.post = post.code AND pattern.category = asked.category));

-- Who holds a target: the first person; a second one of the same rank makes it contested. Once for
-- everybody, and once for each organization's own people (`among`).
CREATE TEMP TABLE holder AS
SELECT question, layer, target, role, among, post, person, (
    SELECT count(DISTINCT other.person) > 1 FROM held AS other
    WHERE other.question = first.question AND other.layer = first.layer
        AND other.target = first.target AND other.role = first.role
        AND other.rank IS first.rank AND other.person IS NOT NULL
        AND (first.among = '' OR other.organization = first.among)) AS is_contested
FROM (SELECT *, row_number() OVER (
        PARTITION BY question, layer, target, role, among ORDER BY place) AS nth
    FROM (SELECT *, '' AS among FROM held WHERE person IS NOT NULL
        UNION ALL SELECT *, organization FROM held
        WHERE person IS NOT NULL AND organization IS NOT NULL)) AS first
WHERE nth = 1;
CREATE UNIQUE INDEX temp.holder_target ON holder (question, layer, target, role, among);

-- What each rule of the person's chain says for each outcome.
CREATE TEMP TABLE naming AS
-- Named on the component, or holding it.
SELECT outcome.id AS outcome, 'component' AS rule,
    coalesce(component.person, holder.person) AS person, component.code AS subject,
    component.person IS NULL AND holder.is_contested AS is_contested
FROM outcome
    JOIN reading ON reading.id = outcome.reading
    JOIN component ON component.id = reading.component
    LEFT JOIN holder ON holder.question = outcome.question AND layer = 'components'
        AND target = component.code AND role = 'holder' AND among = ''
WHERE coalesce(component.person, holder.person) IS NOT NULL
-- The chief of the segment.
UNION ALL SELECT outcome.id, 'segment', holder.person, segment.code, is_contested
FROM outcome
    JOIN reading ON reading.id = outcome.reading
    JOIN segment ON segment.id = reading.segment
    JOIN holder ON holder.question = outcome.question AND layer = 'road-chief-segments'
        AND target = segment.code AND role = 'chief' AND among = ''
-- The holder of the responsibility grid.
UNION ALL SELECT outcome.id, 'responsibility-grid', holder.person, area.code, is_contested
FROM outcome
    JOIN reading ON reading.id = outcome.reading
    JOIN site ON site.id = reading.site
    JOIN area ON area.id = site.responsibility_grid
    JOIN holder ON holder.question = outcome.question AND layer = area.kind
        AND target = area.code AND role = 'holder' AND among = ''
-- Whom the acting organization has posted to the smallest territory, or else to itself.
UNION ALL SELECT outcome, 'organization', person, subject, is_contested
FROM (SELECT *, row_number() OVER (PARTITION BY outcome ORDER BY step) AS place
    FROM (SELECT outcome.id AS outcome, territory.step, holder.person, area.code AS subject,
            is_contested
        FROM outcome
            JOIN reading ON reading.id = outcome.reading
            JOIN territory ON territory.site = reading.site
            JOIN area ON area.id = territory.area
            JOIN holder ON holder.question = outcome.question AND layer = area.kind
                AND target = area.code AND role = 'holder' AND among = outcome.organization
        UNION ALL SELECT outcome.id, 1000, holder.person, holder.post, is_contested
        FROM outcome
            JOIN holder ON holder.question = outcome.question AND layer = 'organizations'
                AND target = outcome.organization AND role = 'holder' AND among = ''))
WHERE place = 1
-- The holder of the smallest territory that has one.
UNION ALL SELECT outcome, 'territory', person, subject, is_contested
FROM (SELECT outcome.id AS outcome, holder.person, area.code AS subject, is_contested,
        row_number() OVER (PARTITION BY outcome.id ORDER BY territory.step) AS place
    FROM outcome
        JOIN reading ON reading.id = outcome.reading
        JOIN territory ON territory.site = reading.site
        JOIN area ON area.id = territory.area
        JOIN holder ON holder.question = outcome.question AND layer = area.kind
            AND target = area.code AND role = 'holder' AND among = '')
WHERE place = 1;

-- The first rule of the chain that names somebody.
CREATE TEMP TABLE in_charge AS
SELECT outcome, rule, person, subject, is_contested
FROM (SELECT naming.*, row_number() OVER (
        PARTITION BY naming.outcome ORDER BY chain_rule.place) AS place
    FROM naming
        JOIN outcome ON outcome.id = naming.outcome
        JOIN reading ON reading.id = outcome.reading
        JOIN chain_rule ON chain_rule.category = reading.category
            AND chain_rule.chain = 'person' AND chain_rule.rule = naming.rule)
WHERE place = 1;
CREATE UNIQUE INDEX temp.in_charge_outcome ON in_charge (outcome);
