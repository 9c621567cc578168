"""What each sign at a page break is worth, in log-odds.

Fitted by ``python -m benchmarks.learn_breaks`` on the 2,674 breaks of the learning half of the bench (docs/breaks.md),
each drawn towards a judged value; signs that the bench shows fewer than ten times keep that value, as do those that
came after the fit.
"""

ROW_CUT = {
    "prior": -1.4,
    "open_cell": 5.1,
    "closed_cell": -5.0,
    "row_open": 2.5,
    "blank_in_filled_column": 3.7,
    "blank_in_short_column": 3.2,
    "blank_row": 0.0,
    "rows_complement": 3.0,
    "goes_on_lower": 5.0,
    "first_cell_blank": 4.0,
    "row_too_empty": 2.4,
    "height_left": -2.0,
    "bracket_open": 3.0,
    "starts_with_closing": 2.0,
    "ends_with_opening": 2.0,
    "label_halves": 4.1,
    "label_ends": -4.5,
    "unit_cut": 3.9,
    "number_cut": 1.5,
    "comparator_missing": 1.1,
    "whole_together": 2.1,
    "word_runs_over": 0.9,
    "line_full": 0.6,
    "every_line_full": 1.8,
    "every_line_short": -4.1,
    "room_left_slight": -1.1,
    "room_left": -3.3,
    "paragraph_ends": -0.1,
    "sentence_ends": 0.0,
    "both_rows_filled": -2.2,
    "same_text": -3.0,
    "two_values": -5.1,
    "two_comparators": -4.0,
    "two_codes": -4.0,
    "two_labels": -4.0,
    "next_number": -4.0,
    "closing_row": -8.0,
    "lines_would_fit": -3.0,
    "rest_blank": -1.5,
}
"""For (above 0) or against a row that the break cut."""

LABEL_CUT = {
    "prior": -2.2,
    "group_goes_on": 1.2,
    "outer_goes_on": -3.5,
    "label_ends": -4.0,
    "both_like_others": -4.5,
    "text_centred": -5.1,
    "fills_cell": 2.1,
    "height_left": -3.3,
    "line_full": 0.8,
    "room_left": -3.5,
    "bracket_open": 3.0,
    "starts_with_closing": 2.0,
    "ends_with_opening": 2.3,
    "sentence_ends": -0.5,
    "word_runs_over": 5.7,
}
"""For (above 0) or against one label, cut in two by the break, in a column of labels that holds text on both sides."""

NEVER_CUT = {**dict.fromkeys(ROW_CUT, 0.0), "prior": -1000.0}
"""No row is taken for cut: what the output would be without rejoining."""

NEW_TABLE = {
    "prior": -1.5,
    "title_between": 9.0,
    "caption_differs": 9.0,
    "text_between": 4.8,
    "note_between": 0.5,
    "form_begins": 8.2,
    "begins_again": 4.2,
    "other_header": 4.0,
    "title_row": 9.0,
    "numbering_restarts": 5.1,
    "other_columns_than_headers": 4.1,
    "other_inner_borders": 4.0,
    "other_kind": 4.1,
    "other_rows_repeated": 4.0,
    "header_under_numbers": 7.0,
    "form_head_repeated": 3.8,
    "words_under_numbers": 3.0,
    "codes_restart": 5.2,
    "tasks_restart": 8.0,
    "total_row": 4.0,
    "totals_meet": 9.0,
    "total_again": 5.0,
    "form_unfinished": -4.5,
    "header_under_heading": -5.1,
    "as_many_columns": 4.0,
    "header_after_text": 0.0,
    "beside": 3.0,
    "page_not_full": 4.7,
    "moved_sideways": -2.0,
    "same_borders": -4.5,
    "open_sides": -3.0,
    "blank_strip": -3.0,
    "header_repeated": -4.3,
    "continuation_mark": -4.0,
    "heading_repeated": -1.3,
    "no_header": -2.6,
    "columns_agree": -3.0,
    "next_number": -3.0,
    "row_cut": -3.0,
}
"""For (above 0) or against a new table behind the break."""

DOUBTFUL = 2.0
"""A choice whose margin is smaller is a doubt that both rows carry."""
