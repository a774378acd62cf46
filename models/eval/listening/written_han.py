"""Chinese, Cantonese and Japanese written in more than one way. Patterns apply in order, on simplified characters."""

#: Signs a recogniser writes for words, before numbers are folded.
SIGNS_HAN = (
    (r"摄氏(?=[\d.零一二三四五六七八九十百点]+度)", ""),
    (r"°c|摄氏度", "度"),
    (r"\$\s*([\d,.]*\d)", r"\1元"),
    (r"(\d+)\s*km/h", r"每小时\1公里"),
    (r"(\d+)\s*kg", r"\1公斤"),
    (r"(\d+)\s*km", r"\1公里"),
    (r"(\d+):(\d\d)\b", r"\1点\2分"),
)

#: Signs in Japanese; a decimal point and a telephone's zero as they are said.
SIGNS_JA = (
    (r"°c", "度"),
    (r"%", "パーセント"),
    (r"kg", "キログラム"),
    (r"km", "キロメートル"),
    (r"\$\s*([\d,.]*\d)", r"\1ドル"),
    (r"(?<=\d)\.(?=\d)", "点"),
    (r"(?<=\d)-(?=\d)", ""),
    (r"(\d+):(\d\d)\b", r"\1時\2分"),
    (r"(?:ゼロ|れい|まる|〇)(?=[\d一二三四五六七八九])", "0"),
)

#: Words people choose between, and characters of one sound that only spelling tells apart; after numbers are folded.
VARIANTS_HAN = (
    (r"千克", "公斤"),
    (r"([\d.]+)公里每小时", r"每小时\1公里"),
    (r"[她它]", "他"),
    (r"[地得]", "的"),
    (r"做", "作"),
)

#: Cantonese words, and what a recogniser of Mandarin (or an informal hand) writes for them.
CANTONESE = (
    (r"蚊", "元"),
    (r"著", "着"),
    (r"我哋", "我们"),
    (r"你哋", "你们"),
    (r"[佢渠他]哋", "他们"),
    (r"[佢渠]", "他"),
    (r"[嘅既慨]", "的"),
    (r"[系係]", "是"),
    (r"喺", "在"),
    (r"[唔吾]", "不"),
    (r"冇", "没有"),
    (r"[咗左]", "了"),
    (r"[嚟黎]", "来"),
    (r"呢", "这"),
    (r"嗰", "那"),
    (r"[喇㗎啦呀吖]", "啊"),
    (r"边度", "哪里"),
    (r"睇", "看"),
    (r"[畀俾]", "给"),
    (r"乜嘢|咩", "什么"),
    (r"点解", "为什么"),
)
