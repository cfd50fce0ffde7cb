"""Runs in QGIS's own Python: loads a vector tile layer, paints it and asks what is at some places.
Reads JSON from its input and prints a line of JSON."""
import json
import sys

from qgis.core import (Qgis, QgsApplication, QgsCoordinateReferenceSystem, QgsCoordinateTransform,
                       QgsMapRendererParallelJob, QgsMapSettings, QgsNetworkAccessManager,
                       QgsPointXY, QgsProject, QgsRectangle, QgsVectorTileLayer)
from qgis.gui import QgsMapCanvas, QgsMapToolIdentify
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor


def main():
    asked = json.load(sys.stdin)
    application = QgsApplication([], True)
    application.initQgis()
    # As an authentication of the kind "header" does for a user.
    QgsNetworkAccessManager.setRequestPreprocessor(
        lambda request: request.setRawHeader(
            b"Authorization", b"Bearer " + asked["token"].encode()))
    first, last = asked["zooms"]
    layer = QgsVectorTileLayer(f"type=xyz&url={asked['url']}&zmin={first}&zmax={last}", "tiles")
    told = {"version": Qgis.QGIS_VERSION, "valid": layer.isValid(), "painted": 0, "codes": []}
    if layer.isValid():
        QgsProject.instance().addMapLayer(layer)
        metres = QgsCoordinateReferenceSystem("EPSG:3857")
        there = QgsCoordinateTransform(
            QgsCoordinateReferenceSystem("EPSG:4326"), metres, QgsProject.instance())
        places = [there.transform(QgsPointXY(*at)) for at in asked["at"]]
        told["painted"] = painted(layer, metres, places)
        told["codes"] = identified(layer, metres, places)
    print(json.dumps(told))
    sys.stdout.flush()


def around(place, metres):
    return QgsRectangle(place.x() - metres, place.y() - metres, place.x() + metres,
                        place.y() + metres)


def painted(layer, system, places):
    """How many pixels of a map are not the ground's colour."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(system)
    settings.setBackgroundColor(QColor(255, 255, 255))
    settings.setOutputSize(QSize(512, 512))
    settings.setExtent(around(places[0], 2000))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    white = QColor(255, 255, 255).rgb()
    return sum(image.pixel(x, y) != white for x in range(0, 512, 2) for y in range(0, 512, 2))


def identified(layer, system, places):
    """The codes of the features at each place."""
    canvas = QgsMapCanvas()
    canvas.setDestinationCrs(system)
    canvas.resize(512, 512)
    canvas.setLayers([layer])
    tool = QgsMapToolIdentify(canvas)
    codes = []
    for place in places:
        canvas.setExtent(around(place, 1000))
        pixel = canvas.getCoordinateTransform().transform(place)
        found = tool.identify(int(pixel.x()), int(pixel.y()), [layer], QgsMapToolIdentify.TopDownAll)
        codes.append([result.mFeature["code"] for result in found
                      if "code" in result.mFeature.fields().names()])
    return codes


main()
