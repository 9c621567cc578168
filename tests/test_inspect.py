from pathlib import Path

from click.testing import CliRunner

from jixiao.cli import commands
from jixiao.errors import NoSuchPage


def test_a_page_is_drawn_with_its_cells(samples: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.png"
    done = CliRunner().invoke(commands, ["inspect", str(samples / "zhoucun-2024.pdf"), "--page", "4", "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert "rows, 5 columns" in done.output
    assert out.read_bytes().startswith(b"\x89PNG")


def test_a_page_that_is_not_there(samples: Path, tmp_path: Path) -> None:
    arguments = ["inspect", str(samples / "zhoucun-2024.pdf"), "--page", "99", "-o", str(tmp_path / "page.png")]
    done = CliRunner().invoke(commands, arguments)
    assert isinstance(done.exception, NoSuchPage)
    assert not (tmp_path / "page.png").exists()
