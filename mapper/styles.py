"""How strikes look in programs other than ours: QGIS (QML), OGC styles (SLD), Google Earth.

One table gives each control status a colour and a shape, so that a disputed strike looks
disputed in print and to the colour-blind as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

__all__ = ["LOOKS", "Look", "strike_qml", "strike_sld"]


@dataclass(frozen=True, slots=True)
class Look:
    """Colour as rrggbb, a shape name of QGIS and of SLD, and what it means."""

    status: str
    colour: str
    shape: str
    mark: str
    meaning: str


# Colours of Okabe and Ito (2008), which are told apart with any colour vision.
LOOKS: tuple[Look, ...] = (
    Look("disputed", "d55e00", "diamond", "square", "disputed: incompatible claims"),
    Look("questioned", "e69f00", "triangle", "triangle", "questioned: doubted"),
    Look("claimed", "0072b2", "circle", "circle", "claimed: one story"),
    Look("corroborated", "009e73", "square", "square", "corroborated: independent origins agree"),
    Look("unknown", "777777", "cross_fill", "cross", "unknown: nobody says who held it"),
)


def strike_qml() -> str:
    """Return a QGIS style that tells strikes apart by control status."""
    categories = "".join(
        f'<category render="true" symbol="{number}" value={quoteattr(look.status)} '
        f"label={quoteattr(look.meaning)}/>"
        for number, look in enumerate(LOOKS)
    )
    symbols = "".join(_qml_symbol(number, look) for number, look in enumerate(LOOKS))
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
        '<qgis version="3.28.0" styleCategories="Symbology|MapTips">'
        '<renderer-v2 type="categorizedSymbol" attr="control_status" forceraster="0" '
        'symbollevels="0" enableorderby="0">'
        f"<categories>{categories}</categories><symbols>{symbols}</symbols></renderer-v2>"
        "<mapTip>[% place_name %], [% to_string(date_start) %]: [% control_status %]</mapTip>"
        "<layerGeometryType>0</layerGeometryType></qgis>"
    )


def _qml_symbol(number: int, look: Look) -> str:
    red, green, blue = (int(look.colour[at : at + 2], 16) for at in (0, 2, 4))
    settings = {
        "color": f"{red},{green},{blue},220",
        "name": look.shape,
        "outline_color": "35,35,35,255",
        "outline_style": "solid",
        "outline_width": "0.4",
        "size": "4.2" if look.status == "disputed" else "3.4",
        "size_unit": "MM",
    }
    options = "".join(
        f'<Option name="{key}" type="QString" value="{value}"/>' for key, value in settings.items()
    )
    # QGIS before 3.26 reads props, later ones options
    props = "".join(f'<prop k="{key}" v="{value}"/>' for key, value in settings.items())
    return (
        f'<symbol type="marker" name="{number}" alpha="1" clip_to_extent="1" force_rhr="0">'
        f'<layer class="SimpleMarker" enabled="1" locked="0" pass="0">'
        f'<Option type="Map">{options}</Option>{props}</layer></symbol>'
    )


def strike_sld() -> str:
    """Return the same style as an OGC Styled Layer Descriptor 1.0."""
    rules = "".join(_sld_rule(look) for look in LOOKS)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld" '
        'xmlns:ogc="http://www.opengis.net/ogc"><NamedLayer><Name>strikes</Name><UserStyle>'
        f"<FeatureTypeStyle>{rules}</FeatureTypeStyle></UserStyle></NamedLayer>"
        "</StyledLayerDescriptor>"
    )


def _sld_rule(look: Look) -> str:
    return (
        f"<Rule><Title>{escape(look.meaning)}</Title><ogc:Filter><ogc:PropertyIsEqualTo>"
        "<ogc:PropertyName>control_status</ogc:PropertyName>"
        f"<ogc:Literal>{look.status}</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>"
        f"<PointSymbolizer><Graphic><Mark><WellKnownName>{look.mark}</WellKnownName>"
        f'<Fill><CssParameter name="fill">#{look.colour}</CssParameter></Fill>'
        '<Stroke><CssParameter name="stroke">#232323</CssParameter></Stroke></Mark>'
        f"<Size>12</Size></Graphic></PointSymbolizer></Rule>"
    )
