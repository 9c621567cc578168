"""The known units, and the patterns that units are made of (unit_grammar.py).

A Chinese text has no blank between a unit and the words after it (至少1次集中活动), so units must be known; a lone
unknown word of up to two characters is taken as a unit all the same, with a doubt.
Sources: 中华人民共和国法定计量单位 (the legal units of measurement), and the units of the finance bureaus' published
indicator tables.
"""

import re
from string import ascii_letters, digits

from jixiao.normalize.values.lexicon import WORDS_AFTER, alternation

SCALES: dict[str, int] = {
    "十万": 5, "百万": 6, "千万": 7, "万": 4, "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12,
}  # fmt: skip
"""What stands before a unit and multiplies it, as a power of ten."""

_MONEY = "元 千元 百元 角 美元 欧元 日元 港元 港币 英镑 人民币 人民币元"
_PEOPLE = (
    "人 名 位 人次 人员 人口 人天 人日 人月 户 户次 户家庭 家庭 家 家次 生 学生 师 对 组 队 支 班 班次 班级 代表队 代 床 床日 床位 "
    "工日 标准人 常住人口 从业人员 贫困户 低保户 农户"
)
_TIMES = (
    "次 次数 回 遍 轮 届 起 场 场次 批 批次 期 期次 趟 趟次 班列 车次 架次 航次 航班 台次 台班 件次 例 例次 项次 课 课时 课次 学时 节 节次 讲 "
    "艘次 辆次 宗 宗次 单 票"
)
_SPANS = "年 个月 季 季度 个季度 月 周 个周 星期 个星期 天 日 个工作日 工作日 自然日 个自然日 小时 个小时 分钟 秒 学期 个学期 学年"
_PIECES = (
    "个 项 件 处 座 套 台 台套 辆 部 本 册 份 篇 幅 张 枚 支 条 款 种 类 门 间 栋 幢 层 所 块 片 面 根 只 头 匹 羽 尾 株 棵 穴 苗 粒 颗 盆 捆 袋 包 箱 盒 "
    "瓶 桶 罐 吊 组 副 双 付 架 艘 具 口 眼 孔 扇 盏 杆 樘 期刊 集 首 曲 幕 部次 字 词 页 幅次 版 期号 宗地 地块 标段 子项 项目 个项目 企业 个村 村 社区 街道 "
    "乡镇 镇 乡 县 市 区 省 国 校 院 馆 站 点 站点 点位 网点 基地 平台 系统 场馆 场地 条件 账户 案 案件 件套 套件 人份 剂 剂次 针 针次 支次 例数 样 样本 批样 "
    "报告 系列 品种 品牌 成果 专利 标准箱 车位 泊位 席 席位 岗 岗位 坑 井 线 路 通道 端口 终端 兆 卷 盘 组次 模块 指标 台件 册件 卡 证 函 工程"
)
_GRADES = "倍 分 级 等 档 成 折 度 号 岁 周岁 级别 星 星级 名次 个百分点 百分点 % ‰"
_MATTER = (
    "米 延米 延长米 直线米 千米 公里 里 华里 海里 厘米 毫米 微米 纳米 平方米 平米 平方 平方公里 平方千米 公顷 亩 亩次 平方厘米 立方米 立方 方 立方厘米 "
    "升 毫升 吨 吨标准煤 标准煤 吨标煤 吨公里 公斤 千克 克 斤 毫克 微克 担 千瓦 兆瓦 瓦 千瓦时 兆瓦时 度电 伏 安 千伏安 兆伏安 千乏 标方 "
    "分贝 摄氏度 帕 千帕 兆帕 转 赫兹 千卡 焦耳 勒克斯 帧 比特 字节 车公里 车辆公里 人公里 列公里 标准立方米"
)
_LETTERS = (
    "m km cm mm nm μm m2 m² m3 m³ km2 km² ㎡ ㎥ ㎞ ㎝ ㎜ ㎏ ㎎ hm2 hm² kg g mg μg t L mL ml ㎖ "
    "h min kW KW MW GW kWh kW·h KWh MWh kVA kV "
    "MB GB TB PB KB Mbps Gbps Mbit/s bps MPa kPa Pa dB dB(A) Hz ℃ °C °"
)

_LISTS = (_MONEY, _PEOPLE, _TIMES, _SPANS, _PIECES, _GRADES, _MATTER, _LETTERS)
MEASURES = tuple(unit for words in _LISTS for unit in words.split())
# A Chinese numeral before one of these is more often a word than a number: 一级, 一批, 十分, 第一期, 一点, 多方.
UNCOUNTED = frozenset("级等期类层批档分方点面条门号位度线轮届站口国代生师安转路片星县市区省") | {"名次"}

# A one-character unit is none where it begins a longer word: 场地, 项目, 人员, 本市.
_BEGINS_WORD: dict[str, str] = {
    "人": "均才民事文工社防", "个": "体性", "场": "所景面", "家": "长属政", "户": "均籍外主", "分": "布析散配别项级管阶层",
    "天": "然", "年": "均龄级报审检鉴", "度": "假过", "名": "单录牌特优录", "位": "于", "本": "级部门单着轮地", "所": "有属需在", "条": "例",
    "班": "子", "日": "常均报", "月": "均报", "级": "别", "点": "击评赞", "期": "间限望", "节": "能约水", "口": "碑岸", "面": "向积貌对",
    "组": "织建", "市": "场民政", "区": "域分", "生": "产态活均", "代": "表替理", "路": "面", "方": "案便面向式", "成": "本果效功立员为",
    "对": "象接口外", "安": "全装置", "转": "化移型变", "号": "召", "单": "位", "线": "上下", "站": "式", "类": "似", "等": "级",
    "集": "中体", "证": "明", "标": "准", "卡": "口", "案": "例", "校": "园", "院": "校", "国": "家内际", "村": "民级", "升": "级",
    "课": "题程", "学": "校", "里": "程", "元": "旦", "周": "期边", "秒": "杀", "起": "到草", "回": "访收应复", "例": "如行", "包": "含括",
    "支": "出付持撑", "首": "次先要都批个", "部": "分门署",  "道": "路", "台": "账", "亩": "均", "系": "统", "款": "项", "种": "植子", "次": "性要",
}  # fmt: skip

_STOPS = rf"(?=$|[\s;,，。、()/·]|{alternation(set(WORDS_AFTER) - {'内'})}|内|左右|上下)"
SCALE = re.compile(alternation(SCALES))
NOUN = re.compile(rf"[\u4e00-\u9fff]{{1,4}}?{_STOPS}|[A-Za-zμ]+[²³23]?(?![A-Za-z0-9])")
# Words and numerals that may follow a number directly; an unknown unit does not begin with them.
_NO_UNIT = "半余多来至到不超大小高低等约近之以及其或内左上下前后起的第每含分达为是在和与且若几零一二三四五六七八九十百千两年月日号季"
UNKNOWN_UNIT = re.compile(rf"(?![{_NO_UNIT}])[\u4e00-\u9fff]{{1,2}}?{_STOPS}")

_LATIN = frozenset(ascii_letters + digits)


def _begins_word(unit: str) -> frozenset[str]:
    """Give the characters before which the unit is none."""
    return _LATIN if unit.isascii() and unit[-1].isalnum() else frozenset(_BEGINS_WORD.get(unit, ""))


_NONE_BEFORE = {unit: _begins_word(unit) for unit in MEASURES}
_LONGEST = max(map(len, MEASURES))


def measure_end(flat: str, start: int) -> int | None:
    """Give where the known unit at ``start`` ends, a scale before it taken along; None where there is none.

    Looked up, not matched: a pattern of all units takes 7 ms to compile.
    """
    scale = SCALE.match(flat, start)
    end = _name_end(flat, scale.end()) if scale else None
    return _name_end(flat, start) if end is None else end


def _name_end(flat: str, start: int) -> int | None:
    """Give where the longest name of a unit ends that no word runs on from."""
    for end in range(min(start + _LONGEST, len(flat)), start, -1):
        barred = _NONE_BEFORE.get(flat[start:end])
        if barred is not None and (end == len(flat) or flat[end] not in barred):
            return end
    return None
