"""What each sign at a page break is worth, in log-odds.

Fitted by ``python -m benchmarks.learn_breaks`` on the 2,674 breaks of the learning half of the bench (docs/breaks.md), each
drawn towards a judged value; signs that the bench shows fewer than ten times keep that value.
"""

ROW_CUT = {
    "prior": -0.4,
    "open_cell": 6.0,
    "blank_in_filled_column": 3.0,
    "blank_in_short_column": 3.9,
    "blank_row": 0.0,
    "rows_complement": 3.0,
    "first_cell_blank": 5.1,
    "row_too_empty": 1.5,
    "height_left": -0.1,
    "bracket_open": 3.0,
    "starts_with_closing": 2.0,
    "ends_with_opening": 2.0,
    "label_halves": 3.9,
    "label_ends": -6.6,
    "unit_cut": 4.2,
    "number_cut": 0.5,
    "comparator_missing": -0.2,
    "whole_together": 0.7,
    "word_runs_over": 0.1,
    "line_full": 2.1,
    "every_line_full": 0.8,
    "every_line_short": -3.7,
    "room_left_slight": -0.7,
    "room_left": -2.7,
    "paragraph_ends": 0.0,
    "sentence_ends": 0.0,
    "both_rows_filled": -3.3,
    "same_text": -3.0,
    "two_values": -5.5,
    "two_comparators": -3.0,
    "two_codes": -1.9,
    "two_labels": -4.4,
    "next_number": -4.0,
}
"""For (above 0) or against a row that the break cut."""

LABEL_CUT = {
    "prior": -2.4,
    "group_goes_on": 0.0,
    "outer_goes_on": -6.0,
    "both_like_others": -4.6,
    "text_centred": -5.2,
    "fills_cell": 2.1,
    "height_left": -4.6,
    "line_full": 1.2,
    "room_left": -3.0,
    "bracket_open": 3.0,
    "starts_with_closing": 2.0,
    "ends_with_opening": 3.7,
    "sentence_ends": -0.5,
    "word_runs_over": 7.8,
}
"""For (above 0) or against one label, cut in two by the break, in a column of labels that holds text on both sides."""

NEVER_CUT = {**dict.fromkeys(ROW_CUT, 0.0), "prior": -1000.0}
"""No row is taken for cut: what the output would be without rejoining."""

NEW_TABLE = {
    "prior": -2.9,
    "title_between": 9.0,
    "caption_differs": 9.0,
    "text_between": 4.9,
    "note_between": 0.5,
    "form_begins": 8.2,
    "begins_again": 6.5,
    "other_header": 4.1,
    "title_row": 9.0,
    "numbering_restarts": 6.1,
    "other_columns_than_headers": 2.9,
    "other_inner_borders": 5.1,
    "other_kind": 4.1,
    "header_under_numbers": 7.0,
    "form_head_repeated": 4.0,
    "words_under_numbers": 3.5,
    "codes_restart": 5.0,
    "total_row": 5.8,
    "form_unfinished": -5.5,
    "header_under_heading": -5.4,
    "as_many_columns": 4.0,
    "header_after_text": 0.0,
    "beside": 3.0,
    "page_not_full": 5.1,
    "moved_sideways": -4.0,
    "same_borders": -4.0,
    "open_sides": -3.1,
    "blank_strip": -3.0,
    "header_repeated": -2.2,
    "continuation_mark": -4.0,
    "heading_repeated": -1.1,
    "no_header": -2.7,
    "columns_agree": -3.0,
    "next_number": -3.0,
    "row_cut": -3.0,
}
"""For (above 0) or against a new table behind the break."""

DOUBTFUL = 2.0
"""A choice whose margin is smaller is a doubt that both rows carry."""
