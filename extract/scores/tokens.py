"""What sentences about scores are made of."""

import re
from collections.abc import Iterator

import regex

from extract.indicators import name_pattern, names
from extract.levels import level_pattern
from schemas.vocabulary import remembered
from schemas.vocabulary.wording import first_of

_NUMBER = r"\d{1,3}(?:\.[^\S\n]?\d{1,4})?"
_DECIMAL = r"\d{1,3}\.[^\S\n]?\d{1,4}"
# At most six words: each may be the beginning of the next try, and a page of "คะแนน" would be tried without end.
_LINK = r"\s*(?:เฉลี่ย|คิดเป็น|ที่ได้|ที่ได้รับ|เท่ากับ|อยู่ที่|ได้แก่|ได้รับ|ได้|คือ|เป็น|มี|คะแนน|ร้อยละ|=|:|-){0,6}\s*[(]?\s*"
_DIRECTION = "เพิ่มขึ้น|สูงขึ้น|ดีขึ้น|ลดลง|ต่ำลง"
_THAN = "สูงกว่า|มากกว่า|ต่ำกว่า|น้อยกว่า"
# What has a number of its own: "ตาราง 1 คะแนนรายตัวชี้วัด".
_NUMBERED = "ตาราง|แผนภูมิ|ภาพ|รูป|กราฟ|หน้า|ลำดับ"
# What else is scored in such reports.
_NOT_OURS = "ความพึงพอใจ|ความเชื่อมั่น|ดัชนีการรับรู้|CPI"
_BLANKS = " \t\n\u00a0"
# What a token may begin with: cheap to find, and never absent. Names of indicators do too.
BEGINNINGS = (
    *_BLANKS, *"0123456789๐๑๒๓๔๕๖๗๘๙/(",
    "เต็ม", "จาก", "เกณฑ์", "ไม่น้อยกว่า", "ไม่ต่ำกว่า", "มากกว่า", "น้อยกว่า", "ต่ำกว่า", "สูงกว่า", "เกิน", "ตั้งแต่", "ค่าเป้าหมาย",
    "เป้าหมาย", "ถึงร้อยละ", "คิดเป็น", "ปี", "ประจำปี", "พ", "ตัวชี้วัด", "ด้าน", "เรื่อง", "IIT", "EIT", "OIT", "เมื่อเทียบ",
    "เปรียบเทียบกับ", "เทียบกับ", "จำแนก", "แยก", "แบ่ง", "คะแนน", "ผล", "มี", "ค่า", "ได้", "ภาพรวม", "ร้อยละ", "ระดับ", "เกรด",
    *f"{_DIRECTION}|{_NUMBERED}|{_NOT_OURS}".split("|"),
)  # fmt: skip


def tokens_in(text: str) -> Iterator[regex.Match[str]]:
    """The tokens of a text, from left to right, none overlapping another: as ``tokens`` finds them, but faster."""
    pattern, done = tokens(), 0
    for begun in beginnings().finditer(text):
        at = begun.start()
        if at >= done and (match := pattern.match(text, at)):
            done = match.end()
            yield match


@remembered()
def beginnings() -> re.Pattern[str]:
    """Where a token may begin. Blanks are everywhere and looked at once more: they begin full marks and names alone."""
    behind = dict.fromkeys(_BLANKS, rf"\s*(?:เต็ม|{name_pattern()})") | {"พ": r"\.?\s?ศ"}
    frequent = (f"{begun}(?={rest})" for begun, rest in behind.items())
    rare = first_of(word for word in (*BEGINNINGS, *names()) if word not in behind)
    return re.compile("|".join([rare, *frequent]))


@remembered()
def tokens() -> regex.Pattern[str]:
    """One pattern for all tokens; what only looks like a score matches first and is passed over.

    Groups: full (full marks, "จากคะแนนเต็ม 100"), bound (a pass mark, a target, a count, a range of indicators), year,
    no with noname or name (an indicator), instrument, since (a direction held against a year, the change behind that),
    direction with change, score ("92.41 คะแนน") with graded (a level
    right behind it), overall with behind (a number right behind the words) and graded_behind, bare ("คะแนน 92.41"),
    paren ("(92.41)"), level, against (a comparison), apart (the scores told one by one).
    """
    level = level_pattern()
    graded = rf"\s*(?:[(,]\s*)?(?:(?:อยู่)?ใน\s*)?(?:ระดับ\s*)?[“\"']?(?P<%s>{level})(?=[\s),.”\"']|$)"
    return regex.compile(
        rf"""
        (?P<full>(?:คะแนน)?\s*เต็ม\s*[(]?\s*{_NUMBER}\s*(?:คะแนน)?|/\s*100\s*(?:คะแนน)?|จาก\s*100\s*คะแนน)
      | (?P<bound>(?:{_THAN})\s*(?:คะแนน)?(?:ค่า|คะแนน)\s*เฉลี่ย(?:(?!ได้|มี|โดย)[^\d]){{0,60}}?{_NUMBER}\s*(?:คะแนน)?
          | (?:เกณฑ์|ไม่น้อยกว่า|ไม่ต่ำกว่า|(?:{_THAN})(?!\s*(?:ปี|พ\.?\s?ศ\.))|เกินกว่า|เกิน|ตั้งแต่
            |ค่าเป้าหมาย|เป้าหมาย|ถึงร้อยละ)
            (?:(?!ได้|มี)[^\d]){{0,24}}?{_NUMBER}\s*(?:คะแนน)?(?:\s*[-–]\s*{_NUMBER}\s*(?:คะแนน)?)?
          | (?:{_DIRECTION})\s*จาก(?:เดิม)?\s*(?:ร้อยละ|คะแนน)?\s*{_DECIMAL}\s*(?:คะแนน)?
          | คิดเป็น\s*ร้อยละ\s*{_NUMBER} | {_DECIMAL}\s*[-–]\s*{_DECIMAL} | {_NUMBER}\s*[-–]\s*{_NUMBER}\s*คะแนน
          | {_NUMBER}\s*(?:คะแนน)?\s*ขึ้นไป | (?:{_NUMBERED})\s*(?:ที่)?\s*\d{{1,3}}(?:\.\d{{1,2}})?(?![\d.])
          | \d+\s*(?:ตัวชี้วัด|ข้อ|ประเด็น|ด้าน|หน่วยงาน|แห่ง|คน|เรื่อง|ครั้ง)
          | (?:{_NOT_OURS})(?:(?!ITA|\d|\n).){{0,60}}{_NUMBER}\s*(?:คะแนน)?
          | ตัวชี้วัด\s*(?:ที่)?\s*\d{{1,2}}\s*(?:[-–]|ถึง)\s*\d{{1,2}}[^\d\n]{{0,40}}{_NUMBER}\s*(?:คะแนน)?)
      | (?:(?:ปี\s*งบประมาณ|ประจำปี|ปี|พ\.?\s?ศ\.)\s*(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?)?\s*|(?<=ITA\s?))
            (?P<year>2[45]\d\d|20\d\d)(?!\d)
            (?:\s*[:=]\s*(?P<behind>{_DECIMAL})(?:{graded % "graded_behind"})?
              |\s*(?:ซึ่ง|ที่)?(?:ได้(?:รับ)?|มี|เท่ากับ)\s*(?P<behind>{_DECIMAL})\s*คะแนน
                (?:{graded % "graded_behind"})?)?
      | ตัวชี้วัด\s*(?:ย่อย)?\s*(?:ที่)?\s*[(]?(?P<no>\d{{1,2}})(?!\.?\d)[).:]*\s*(?:ด้าน|เรื่อง)?\s*
            (?P<noname>{name_pattern()})?
            (?:(?<=\S){_LINK}(?P<behind>{_DECIMAL}|100(?![\d.]))(?!\s*/?\s*\d)(?:\s*คะแนน)?
            (?:{graded % "graded_behind"})?)?
      | (?:\d{{1,2}}\s*[.)]\s*)?(?:ด้าน|เรื่อง|ตัวชี้วัด)?\s*(?P<name>{name_pattern()})
            (?:{_LINK}(?P<behind>{_DECIMAL}|100(?![\d.]))(?!\s*/?\s*\d)(?:\s*คะแนน)?(?:{graded % "graded_behind"})?)?
      | (?P<instrument>(?<![A-Za-z])[IEO]IT(?![A-Za-z]))
            (?:[)]?{_LINK}(?P<behind>{_DECIMAL}|100(?![\d.]))(?!\s*/?\s*\d)(?:\s*คะแนน)?)?
      | (?P<since>(?:{_DIRECTION})(?=\s*(?:จาก|เมื่อเทียบกับ|เทียบกับ))|(?:{_THAN})(?=\s*(?:ปี|พ\.?\s?ศ\.)))
            \s*(?:จาก|เมื่อเทียบกับ|เทียบกับ)?[^\d]{{0,30}}?(?=(?:ปี|พ\.?\s?ศ\.)[^\d]{{0,24}}\d{{2}})
      | (?P<direction>{_DIRECTION})(?!\s*(?:เป็น(?!จำนวน)|เหลือ))
            (?:[^\d\n]|\n(?!\s*\d{{1,2}}[.)])){{0,40}}?(?P<change>{_NUMBER})
            (?!,?\d)(?!\s*(?:ตัวชี้วัด|ข้อ|หน่วยงาน|แห่ง|แหล่ง|คน|ราย|อันดับ|ลำดับ))(?:\s*คะแนน)?
      | (?P<score>{_NUMBER})\s*(?:/\s*100\s*)?คะแนน(?:{graded % "graded"})?
      | (?P<against>เมื่อเทียบ|เปรียบเทียบกับ|เทียบกับ)
      | (?P<apart>จำแนก|แยก(?=ตาม|เป็น|ราย)|แบ่ง(?=ตาม|เป็น))
      | (?P<overall>คะแนน\s*(?:ภาพรวม|เฉลี่ย|รวม|ของหน่วยงาน|(?:การ|ผลการ)?ประเมิน)
            |(?:ผล|มีค่า|ค่า|มี|ได้|ได้รับ)\s*คะแนน\s*(?:เฉลี่ย|รวม|ภาพรวม|(?:การ|ผลการ)?ประเมิน)?|ภาพรวม
            |คะแนน\s*ITA|ผลการประเมิน(?:\s*ITA)?)
            (?:{_LINK}(?P<behind>{_DECIMAL})(?:\s*(?:/\s*100)?\s*คะแนน|\s*/\s*100)?(?:{graded % "graded_behind"})?)?
      | (?:คะแนน|(?<=คะแนน\D{{0,30}})ร้อยละ){_LINK}(?P<bare>{_DECIMAL}|100(?![\d.]))(?:{graded % "graded_behind"})?
      | [(]\s*(?P<paren>\d{{1,3}}\.\d{{2}})\s*[)]
      | (?:ระดับ|เกรด)\s*(?:ผลการประเมิน)?\s*(?:คือ|:)?\s*[“"'(]?\s*(?P<level>{level})
        """,
        regex.VERBOSE,
    )
