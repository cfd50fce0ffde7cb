-- The verdicts: the first outcome of each question answers, the others tell how sure it is.
--
-- Contested: outcomes with different organizations. Likely: a component should be registered near
-- the place and none is. People are contested and likely in the same way.
CREATE TEMP TABLE summary AS
SELECT outcome.question, min(outcome.id) AS first,
    count(DISTINCT outcome.organization) > 1 AS is_contested,
    count(DISTINCT coalesce(in_charge.person, '')) > 1 AS is_person_contested
FROM outcome LEFT JOIN in_charge ON in_charge.outcome = outcome.id
GROUP BY outcome.question;
CREATE UNIQUE INDEX temp.summary_question ON summary (question);

CREATE TEMP TABLE verdict AS
SELECT question.id, coverage, district, subdistrict, community, unit_grid, responsibility_grid,
    (SELECT min(code) FROM near_segment JOIN segment ON segment.id = near_segment.segment
        WHERE near_segment.question = question.id) AS road_chief_segment,
    (SELECT min(code) FROM near_component JOIN component ON component.id = near_component.component
        WHERE near_component.question = question.id) AS component,
    outcome.organization,
    CASE WHEN outcome.id IS NULL THEN NULL WHEN summary.is_contested THEN 'contested'
        WHEN is_unregistered THEN 'likely' ELSE 'certain' END AS organization_status,
    in_charge.person,
    CASE WHEN in_charge.person IS NULL THEN NULL
        WHEN is_person_contested OR in_charge.is_contested THEN 'contested'
        WHEN is_unregistered THEN 'likely' ELSE 'certain' END AS person_status,
    outcome.rule || ':' || outcome.subject
        || coalesce(' > ' || in_charge.rule || ':' || in_charge.subject, '') AS basis
FROM (SELECT *, (SELECT about FROM category WHERE key = category) IS NOT NULL
            AND id NOT IN (SELECT question FROM near_component) AS is_unregistered
        FROM question) AS question
    JOIN point_site ON point_site.point = question.id
    JOIN shown ON shown.site = point_site.site
    LEFT JOIN summary ON summary.question = question.id
    LEFT JOIN outcome ON outcome.id = summary.first
    LEFT JOIN in_charge ON in_charge.outcome = outcome.id;
