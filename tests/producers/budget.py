"""Budget tables (收支预算表) from a seed: code columns 类/款/项, names, amounts with many blanks, headers with spans."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tests.producers.model import KnownTable
from tests.typeset.model import Block, SetTable

_CATALOGUE = """
201 一般公共服务支出
 03 政府办公厅（室）及相关机构事务
  01 行政运行
  02 一般行政管理事务
  03 机关服务
  08 信访事务
  50 事业运行
  99 其他政府办公厅（室）及相关机构事务支出
 06 财政事务
  01 行政运行
  04 预算改革业务
  05 财政国库业务
  07 信息化建设
  99 其他财政事务支出
 11 纪检监察事务
  01 行政运行
  04 大案要案查处
  05 派驻派出机构
205 教育支出
 02 普通教育
  01 学前教育
  02 小学教育
  03 初中教育
  04 高中教育
  99 其他普通教育支出
 03 职业教育
  02 中等职业教育
  05 高等职业教育
 08 进修及培训
  02 干部教育
  03 培训支出
206 科学技术支出
 04 技术研究与开发
  04 科技成果转化与扩散
  99 其他技术研究与开发支出
 07 科学技术普及
  02 科普活动
208 社会保障和就业支出
 01 人力资源和社会保障管理事务
  01 行政运行
  05 劳动保障监察
  09 社会保险经办机构
  12 劳动人事争议调解仲裁
 05 行政事业单位养老支出
  01 行政单位离退休
  02 事业单位离退休
  05 机关事业单位基本养老保险缴费支出
  06 机关事业单位职业年金缴费支出
  07 对机关事业单位基本养老保险基金的补助
 08 抚恤
  01 死亡抚恤
  02 伤残抚恤
  03 在乡复员、退伍军人生活补助
 11 残疾人事业
  04 残疾人康复
  05 残疾人就业
  07 残疾人生活和护理补贴
210 卫生健康支出
 01 卫生健康管理事务
  01 行政运行
  99 其他卫生健康管理事务支出
 04 公共卫生
  01 疾病预防控制机构
  08 基本公共卫生服务
  09 重大公共卫生服务
  10 突发公共卫生事件应急处置
 11 行政事业单位医疗
  01 行政单位医疗
  02 事业单位医疗
  03 公务员医疗补助
212 城乡社区支出
 01 城乡社区管理事务
  01 行政运行
  04 城管执法
 05 城乡社区环境卫生
  01 城乡社区环境卫生
 08 国有土地使用权出让收入安排的支出
  01 征地和拆迁补偿支出
  02 土地开发支出
213 农林水支出
 01 农业农村
  04 事业运行
  06 科技转化与推广服务
  08 病虫害控制
  22 农业生产发展
  35 农业生态资源保护
 03 水利
  05 水利工程建设
  06 水利工程运行与维护
  14 防汛
 05 巩固脱贫攻坚成果衔接乡村振兴
  04 农村基础设施建设
  05 生产发展
221 住房保障支出
 02 住房改革支出
  01 住房公积金
  02 提租补贴
  03 购房补贴
"""
"""Functional classification of budget spending (支出功能分类科目), an extract; depth by indent."""

_AMOUNTS = (
    "合计",
    "基本支出",
    "项目支出",
    "人员经费",
    "日常公用经费",
    "政府性基金预算拨款",
    "事业收入",
    "上缴上级支出",
    "事业单位经营支出",
    "其他收入",
)
_UNITS = (
    "区委办公室",
    "区人民政府办公室",
    "区财政局本级",
    "区国库支付中心",
    "区社会保险事业中心",
    "区疾病预防控制中心",
)
_TITLES = (
    "部门支出预算总表",
    "部门收入预算总表",
    "一般公共预算支出表",
    "部门预算财政拨款支出表",
    "政府性基金预算支出表",
)

CODE, NAME, AMOUNT, UNIT = 2.6, (6.0, 8.0, 10.0), 7.4, 6.0
"""Widths of the columns in ems, before padding."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the table: its codes (类, 款, 项), name and amounts; an amount of None is blank."""

    codes: tuple[str, str, str]
    name: str
    amounts: tuple[Decimal | None, ...]


def amounts_that_fit(width: float, size: float, padding: float) -> int:
    """Give how many amount columns stand on a line of this width in type of this size, all in points."""
    rest = width - 4 * 2 * padding - size * (3 * CODE + NAME[-1])
    return int(rest / (AMOUNT * size + 2 * padding))


def budget_table(rng: random.Random, columns: int, em: float, *, title_inside: bool) -> KnownTable:
    """Make a table with this many amount columns. ``em`` is what padding adds to each column, in ems."""
    by_unit = columns > 4 and rng.random() < 0.35
    columns -= by_unit
    lines = list(_lines(rng, columns, own_codes=rng.random() < 0.4))
    title = f"{rng.choice((2023, 2024, 2025))}年{rng.choice(_TITLES)}"
    headers = _headers(rng, columns, first=int(by_unit))
    depth = max(block.row + block.row_span for block in headers)
    if by_unit:
        headers.append(Block(0, 0, "单位名称", row_span=depth, bold=True))
    shares = tuple(
        em + each for each in (*([UNIT] * by_unit), CODE, CODE, CODE, rng.choice(NAME), *([AMOUNT] * columns))
    )
    body, rows = _body(rng, lines, depth, by_unit=by_unit)
    blocks = [*headers, *body]
    if title_inside:
        blocks, depth = [Block(0, 0, title, column_span=len(shares), bold=True), *map(_lower, blocks)], depth + 1
        rows = [(row + 1, texts) for row, texts in rows]
    caption = "" if title_inside else rng.choice(("单位：元", "部门：周村区财政局\n单位：元", ""))
    return KnownTable(
        SetTable("" if title_inside else title, caption, shares, tuple(blocks), tuple(range(depth))),
        "budget",
        tuple(rows),
    )


def _lower(block: Block) -> Block:
    return Block(block.row + 1, block.column, block.text, block.row_span, block.column_span, block.left, block.bold)


def _lines(rng: random.Random, columns: int, *, own_codes: bool) -> Iterator[_Line]:
    """Give the lines below one another, each with the sums of those under it."""
    entries = _some_entries(rng)
    amounts: list[tuple[Decimal | None, ...]] = [()] * len(entries)
    for depth in (2, 1, 0):
        for at, (level, _, _) in enumerate(entries):
            if level == depth:
                under = [amounts[below] for below in _children(entries, at)]
                amounts[at] = _sums(under) if under else _some_amounts(rng, columns)
    codes = ["", "", ""]
    for (level, code, name), each in zip(entries, amounts, strict=True):
        codes = [*codes[:level], code, "", ""][:3]
        shown = [text if at == level or not own_codes else "" for at, text in enumerate(codes)]
        yield _Line((shown[0], shown[1], shown[2]), name, each)


def _some_entries(rng: random.Random) -> list[tuple[int, str, str]]:
    """Draw classes with some of their parts: (depth, code, name)."""
    entries: list[tuple[int, str, str]] = []
    skipped = 3
    share, depth_share = rng.uniform(0.35, 1.0), rng.uniform(0.6, 1.0)
    for line in _CATALOGUE.strip().split("\n"):
        depth = len(line) - len(line.lstrip())
        if depth > skipped:
            continue
        skipped = 3
        if rng.random() > (share if depth == 0 else depth_share):
            skipped = depth
            continue
        code, name = line.split()
        entries.append((depth, code, name))
    return entries or [(0, "201", "一般公共服务支出")]


def _children(entries: Sequence[tuple[int, str, str]], at: int) -> Iterator[int]:
    depth = entries[at][0]
    for below in range(at + 1, len(entries)):
        if entries[below][0] <= depth:
            return
        if entries[below][0] == depth + 1:
            yield below


def _some_amounts(rng: random.Random, columns: int) -> tuple[Decimal | None, ...]:
    parts = [
        Decimal(rng.randrange(10_000, 900_000_000)) / 100 if rng.random() < 0.4 else None for _ in range(columns - 1)
    ]
    if not any(parts):
        parts[rng.randrange(len(parts))] = Decimal(rng.randrange(10_000, 90_000_000)) / 100
    return (sum(filter(None, parts), Decimal(0)), *parts)


def _sums(under: Sequence[tuple[Decimal | None, ...]]) -> tuple[Decimal | None, ...]:
    return tuple(sum(filter(None, each), Decimal(0)) or None for each in zip(*under, strict=True))


def _headers(rng: random.Random, columns: int, *, first: int) -> list[Block]:
    """Lay out one to three rows of headers from column ``first``."""
    depth = rng.choice((1, 2, 2, 3))
    last = depth - 1
    blocks = [Block(last, first + at, text, bold=True) for at, text in enumerate(("类", "款", "项"))]
    amounts = first + 4
    if depth == 1:
        return [*blocks, Block(0, first + 3, "科目名称", bold=True), *_amount_headers(0, amounts, columns, 1)]
    if depth == 2:
        blocks.append(Block(0, first, "科目编码", column_span=3, bold=True))
        blocks.append(Block(0, first + 3, "科目名称", row_span=2, bold=True))
    else:
        blocks.append(Block(0, first, "功能分类科目", column_span=4, bold=True))
        blocks.append(Block(1, first, "科目编码", column_span=3, bold=True))
        blocks.append(Block(1, first + 3, "科目名称", row_span=2, bold=True))
    return [*blocks, *_grouped_amounts(amounts, columns, depth)]


def _grouped_amounts(first: int, columns: int, depth: int) -> Iterator[Block]:
    """Lay out the amounts' headers: the total alone, the next two under one label, the others alone."""
    top = depth - 2
    if depth == 3:
        yield Block(0, first, "本年支出", column_span=columns, bold=True)
    yield Block(top, first, _AMOUNTS[0], row_span=2, bold=True)
    yield Block(top, first + 1, "其中：财政拨款", column_span=2, bold=True)
    yield from _amount_headers(top + 1, first + 1, 2, 1, skip=1)
    yield from _amount_headers(top, first + 3, columns - 3, 2, skip=3)


def _amount_headers(row: int, first: int, count: int, row_span: int, skip: int = 0) -> Iterator[Block]:
    for at in range(count):
        yield Block(row, first + at, _AMOUNTS[skip + at], row_span=row_span, bold=True)


def _body(
    rng: random.Random, lines: Sequence[_Line], first: int, *, by_unit: bool
) -> tuple[list[Block], list[tuple[int, tuple[str, ...]]]]:
    """Lay out the lines and the total's, and give what each must come back as."""
    total = _Line(("", "", ""), "合计", _sums([line.amounts for line in lines if line.codes[0] and not line.codes[1]]))
    spanned, on_top = rng.random() < 0.5, rng.random() < 0.5
    units = list(_unit_groups(rng, len(lines))) if by_unit else []
    blocks: list[Block] = []
    rows: list[tuple[int, tuple[str, ...]]] = []
    start = first + on_top
    for row, line in enumerate(lines, start):
        unit = next((name for name, begin, count in units if begin <= row - start < begin + count), None)
        texts = (*line.codes, line.name, *map(_printed, line.amounts))
        blocks += [Block(row, int(by_unit) + at, text, left=at == 3) for at, text in enumerate(texts)]
        rows.append((row, (*([unit] if unit is not None else []), *texts)))
    blocks += [Block(start + begin, 0, name, row_span=count) for name, begin, count in units]
    row = first if on_top else start + len(lines)
    amounts = tuple(map(_printed, total.amounts))
    names = 4 + int(by_unit)
    if spanned:
        blocks.append(Block(row, 0, "合计", column_span=names))
        rows.append((row, ("合计",) * names + amounts))
    else:
        blocks += [Block(row, at, "合计" if at == names - 1 else "") for at in range(names)]
        rows.append((row, ("",) * (names - 1) + ("合计", *amounts)))
    blocks += [Block(row, names + at, text) for at, text in enumerate(amounts)]
    return blocks, sorted(rows)


def _unit_groups(rng: random.Random, count: int) -> Iterator[tuple[str, int, int]]:
    """Share the lines out to units: (name, first line, how many)."""
    begin = number = 0
    while begin < count:
        size = min(rng.randint(3, 14), count - begin)
        yield _UNITS[number % len(_UNITS)], begin, size
        begin, number = begin + size, number + 1


def _printed(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:,.2f}"
