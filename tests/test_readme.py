"""README's demo is what the program really prints."""

import re
from pathlib import Path

import jixiao

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_the_demo_in_the_readme_is_real(samples: Path, tmp_path: Path) -> None:
    jixiao.convert(samples / "zhoucun-2024.pdf").write(tmp_path)
    demo = re.findall(r"<!-- demo -->\n(.*)<!-- /demo -->", README, re.DOTALL)[0]
    sums = [line.strip() for line in demo.splitlines() if line.strip().startswith("zhoucun-2024,")]
    findings = (tmp_path / "findings.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(sums) == 9
    assert set(sums) <= set(findings)
    assert "14 forms, 391 indicators" in demo
