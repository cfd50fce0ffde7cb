-- What stands near the place of a `question` (id, x, y, category or '', day): the road-chief
-- segments and the components of its category within reach, nearest first in metres.
--
-- The nearest place of a line or an area is found in a plane whose units are the metres of the
-- surveyors' series for a degree at the question's latitude; the distance to it is the geodesic
-- on the ellipsoid: `geodesic` is PROJ's. Distances within a centimetre of the nearest are equal.

CREATE TEMP TABLE look AS
SELECT question.id AS question, x, y, category.about,
    (111412.84 * cos(latitude) - 93.5 * cos(3 * latitude)) / 10000000.0 AS eastward,
    (111132.95 - 559.85 * cos(2 * latitude)) / 10000000.0 AS northward,
    reach.component AS component_reach, reach.segment AS segment_reach,
    max(reach.segment, coalesce((SELECT max(half_width) FROM segment), 0)) AS segment_search
FROM (SELECT *, radians(y / 10000000.0) AS latitude FROM question) AS question
    JOIN category ON category.key = question.category
    JOIN reach ON reach.category = question.category;

-- A segment counts within reach, or within its own half-width if that is wider.
CREATE TEMP TABLE segment_around AS
SELECT question, segment, max(segment_reach, half_width) AS reach,
    iif(ST_Distance(thing, place) = 0, 0.0, geodesic(x, y,
        ST_X(ST_ClosestPoint(thing, place)) / eastward,
        ST_Y(ST_ClosestPoint(thing, place)) / northward)) AS metres
FROM (SELECT look.*, segment.id AS segment, coalesce(segment.half_width, 0) AS half_width,
        ScaleCoords(segment.geometry, eastward, northward) AS thing,
        MakePoint(x * eastward, y * northward, 4490) AS place
    FROM look CROSS JOIN segment_box CROSS JOIN segment
    WHERE segment_box.west <= x + segment_search * 1.01 / eastward
        AND segment_box.east >= x - segment_search * 1.01 / eastward
        AND segment_box.south <= y + segment_search * 1.01 / northward
        AND segment_box.north >= y - segment_search * 1.01 / northward
        AND segment.id = segment_box.id);

-- Filters come before limits: only components of the category that the question is about.
CREATE TEMP TABLE component_around AS
SELECT question, component, component_reach AS reach,
    iif(ST_Distance(thing, place) = 0, 0.0, geodesic(x, y,
        ST_X(ST_ClosestPoint(thing, place)) / eastward,
        ST_Y(ST_ClosestPoint(thing, place)) / northward)) AS metres
FROM (SELECT look.*, component.id AS component,
        ScaleCoords(component.geometry, eastward, northward) AS thing,
        MakePoint(x * eastward, y * northward, 4490) AS place
    FROM look CROSS JOIN component_box CROSS JOIN component
    WHERE about IS NOT NULL
        AND component_box.west <= x + component_reach * 1.01 / eastward
        AND component_box.east >= x - component_reach * 1.01 / eastward
        AND component_box.south <= y + component_reach * 1.01 / northward
        AND component_box.north >= y - component_reach * 1.01 / northward
        AND component.id = component_box.id AND component.category = about);

CREATE TEMP TABLE near_segment AS
SELECT question, segment, metres
FROM (SELECT *, min(metres) OVER (PARTITION BY question) AS nearest
    FROM segment_around WHERE metres <= reach)
WHERE metres <= nearest + 0.01;
CREATE INDEX temp.near_segment_question ON near_segment (question);

CREATE TEMP TABLE near_component AS
SELECT question, component, metres
FROM (SELECT *, min(metres) OVER (PARTITION BY question) AS nearest
    FROM component_around WHERE metres <= reach)
WHERE metres <= nearest + 0.01;
CREATE INDEX temp.near_component_question ON near_component (question);

-- Questions that turn on less than a tenth of a millimetre, at the end of a reach or of a
-- tie: there the oracle does not judge.
CREATE TEMP TABLE too_close AS
SELECT DISTINCT question
FROM (SELECT *, min(metres) FILTER (WHERE metres <= reach - 0.0001)
            OVER (PARTITION BY question, kind) AS nearest
    FROM (SELECT 'segment' AS kind, question, reach, metres FROM segment_around
        UNION ALL SELECT 'component', question, reach, metres FROM component_around))
WHERE (abs(metres - reach) < 0.0001 AND metres <= coalesce(nearest, reach) + 0.0101)
    OR abs(metres - nearest - 0.01) < 0.0001;
