"""The blocks of the docs that are made: the name between the marks -> what gives the text, in English and Chinese."""

from collections.abc import Callable, Mapping

from jixiao.documentation.column_words import WHAT_A_ROW_IS, in_english
from jixiao.documentation.markdown import table
from jixiao.exit_codes import EXIT_CODES
from jixiao.forms import listed
from jixiao.normalize.catalogue import CATALOGUE
from jixiao.output.schema import TABLES, Table

_CHECK, _CHECK_ZH = "the detail says what was printed and what was counted", "详见说明：原文、统计"
_SEVERITIES_ZH = {"error": "错误", "warning": "警告", "info": "提示"}
_TYPES_ZH = {"text": "文本", "integer": "整数", "number": "数", "boolean": "真假", "date": "日期"}


def findings() -> str:
    """Give every finding with what it says and what to do next."""
    rows = [[f"`{code}`", kind.severity, kind.says or _CHECK, kind.next_step] for code, kind in CATALOGUE.items()]
    return table(["code", "severity", "what it says", "what to do next"], rows)


def findings_zh() -> str:
    """Give every finding in Chinese."""
    rows = [
        [f"`{code}`", _SEVERITIES_ZH[kind.severity], kind.says_zh or _CHECK_ZH, kind.next_step_zh]
        for code, kind in CATALOGUE.items()
    ]
    return table(["代码", "级别", "含义", "下一步"], rows)


def exit_codes() -> str:
    """Give every exit code."""
    return table(["code", "meaning"], [[str(code.number), code.says] for code in EXIT_CODES])


def exit_codes_zh() -> str:
    """Give every exit code in Chinese."""
    return table(["代码", "含义"], [[str(code.number), code.says_zh] for code in EXIT_CODES])


def tables() -> str:
    """Give the list of tables: what one row of each is."""
    return table(["table", "one row is"], [[f"`{each.name}`", WHAT_A_ROW_IS[each.name].english] for each in TABLES])


def tables_zh() -> str:
    """Give the list of tables in Chinese."""
    rows = [[f"`{each.name}`", each.title, WHAT_A_ROW_IS[each.name].chinese] for each in TABLES]
    return table(["表", "名称", "一行是"], rows)


def columns() -> str:
    """Give every column of every table, with its key."""
    return "\n".join(_columns_of(each) for each in TABLES)


def columns_zh() -> str:
    """Give every column in Chinese."""
    return "\n".join(_columns_zh_of(each) for each in TABLES)


def forms() -> str:
    """Give the forms that are known, as ``jixiao forms`` lists them."""
    return "".join(f"    {line}\n" for line in listed(()))


BLOCKS: Mapping[str, Callable[[], str]] = {
    "findings": findings,
    "findings-zh": findings_zh,
    "exit-codes": exit_codes,
    "exit-codes-zh": exit_codes_zh,
    "tables": tables,
    "tables-zh": tables_zh,
    "columns": columns,
    "columns-zh": columns_zh,
    "forms": forms,
}


def _columns_of(each: Table) -> str:
    keys = [f"A row is named by {_names(each.primary_key, ', ')}."] if each.primary_key else []
    keys += [f"Its row of `{key.table}` has the same {_names(key.columns, ', ')}." for key in each.foreign_keys]
    rows = [
        [f"`{column.name}`", column.type, in_english(each.name, column.name), column.title] for column in each.columns
    ]
    return f"## `{each.name}`\n\n{' '.join(keys)}\n\n" + table(["column", "type", "holds", "名称"], rows)


def _columns_zh_of(each: Table) -> str:
    keys = [f"主键为 {_names(each.primary_key, '、')}。"] if each.primary_key else []
    keys += [f"以 {_names(key.columns, '、')} 对应 `{key.table}` 的一行。" for key in each.foreign_keys]
    rows = [[f"`{column.name}`", column.title, _TYPES_ZH[column.type], column.description] for column in each.columns]
    return f"## `{each.name}` {each.title}\n\n{''.join(keys)}\n\n" + table(["列", "名称", "类型", "说明"], rows)


def _names(columns: tuple[str, ...], between: str) -> str:
    return between.join(f"`{name}`" for name in columns)
