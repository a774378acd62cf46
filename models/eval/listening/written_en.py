"""English written in more than one way."""

CONTRACTIONS = (
    (r"\bwon't\b", "will not"),
    (r"\bcan't\b", "can not"),
    (r"\bcannot\b", "can not"),
    (r"\blet's\b", "let us"),
    (r"n't\b", " not"),
    (r"'re\b", " are"),
    (r"'m\b", " am"),
    (r"'ll\b", " will"),
    (r"'ve\b", " have"),
    (r"\b(it|that|there|he|she|what|who|here|where|how)'s\b", r"\1 is"),
    (r"'s\b", "s"),
    (r"s'(?=\s|$)", "s"),
)

SPELLINGS = {
    "neighbourhood": "neighborhood",
    "neighbour": "neighbor",
    "colour": "color",
    "favourite": "favorite",
    "honour": "honor",
    "labour": "labor",
    "travelling": "traveling",
    "travelled": "traveled",
    "centre": "center",
    "theatre": "theater",
    "metre": "meter",
    "metres": "meters",
    "centimetres": "centimeters",
    "kilometres": "kilometers",
    "litres": "liters",
    "organise": "organize",
    "realise": "realize",
    "recognise": "recognize",
    "programme": "program",
    "grey": "gray",
    "okay": "ok",
    "rainforest": "rain forest",
}

UNITS = {
    "dr": "doctor",
    "mr": "mister",
    "mrs": "missus",
    "st": "saint",
    "kg": "kilograms",
    "km": "kilometers",
    "cm": "centimeters",
    "gb": "gigabytes",
    "mph": "miles per hour",
    "vs": "versus",
}
