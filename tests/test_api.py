import jixiao
import jixiao.conversion


def test_the_function_is_not_hidden_by_a_module_of_its_name() -> None:
    assert jixiao.convert is jixiao.conversion.convert
