"""What each sign at a page break is worth, in log-odds."""

ROW_CUT = {
    "prior": -1.0,
    "open_cell": 4.0,
    "blank_in_filled_column": 4.0,
    "blank_in_short_column": 2.5,
    "blank_row": 2.0,
    "rows_complement": 3.0,
    "first_cell_blank": 3.0,
    "row_too_empty": 3.0,
    "height_left": -2.0,
    "bracket_open": 3.0,
    "starts_with_closing": 2.0,
    "ends_with_opening": 2.0,
    "label_halves": 4.0,
    "label_ends": -3.0,
    "unit_cut": 4.0,
    "number_cut": 1.5,
    "comparator_missing": 2.0,
    "whole_together": 3.0,
    "word_runs_over": 1.5,
    "line_full": 0.5,
    "every_line_full": 2.0,
    "every_line_short": -3.0,
    "room_left_slight": -1.0,
    "room_left": -3.0,
    "paragraph_ends": -0.5,
    "number_beside": 0.0,
    "sentence_ends": -0.5,
    "both_rows_filled": -1.0,
    "two_values": -5.0,
    "two_comparators": -4.0,
    "two_codes": -4.0,
    "two_labels": -4.0,
    "next_number": -4.0,
    "text_centred": -1.0,
    "text_off_centre": 0.0,
}
"""For (above 0) or against a row that the break cut."""

LABEL_CUT = {
    "prior": -2.6,
    "group_goes_on": 0.9,
    "outer_goes_on": 0.0,
    "height_left": -6.0,
    "line_full": 1.0,
    "room_left": -3.1,
    "bracket_open": 3.0,
    "starts_with_closing": 2.0,
    "ends_with_opening": 2.0,
    "sentence_ends": -0.5,
    "word_runs_over": 3.3,
}
"""For (above 0) or against one label, cut in two by the break, in a column of labels that holds text on both sides."""

NEVER_CUT = {**dict.fromkeys(ROW_CUT, 0.0), "prior": -1000.0}
"""No row is taken for cut: what the output would be without rejoining."""

NEW_TABLE = {
    "prior": 0.0,
    "title_between": 6.0,
    "caption_differs": 8.0,
    "text_between": 5.0,
    "note_between": 0.5,
    "form_begins": 8.0,
    "begins_again": 4.0,
    "other_header": 4.0,
    "title_row": 6.0,
    "numbering_restarts": 5.0,
    "other_columns_than_headers": 4.0,
    "other_inner_borders": 3.0,
    "words_under_numbers": 3.0,
    "codes_restart": 3.0,
    "total_row": 2.0,
    "form_unfinished": -4.0,
    "header_under_heading": -5.0,
    "as_many_columns": 2.0,
    "header_after_text": 0.0,
    "beside": 3.0,
    "page_not_full": 4.0,
    "moved_sideways": -2.0,
    "same_borders": -3.0,
    "open_sides": -3.0,
    "blank_strip": -3.0,
    "header_repeated": -5.0,
    "continuation_mark": -4.0,
    "heading_repeated": -2.0,
    "no_header": -2.0,
    "columns_agree": -3.0,
    "next_number": -3.0,
    "row_cut": -3.0,
}
"""For (above 0) or against a new table behind the break."""

DOUBTFUL = 2.0
"""A choice whose margin is smaller is a doubt that both rows carry."""
