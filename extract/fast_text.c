/* What lines.py, placing.py and drawn_through.py do with nearly all characters, compiled: those of a cell that make
   plain lines are its lines, each stands in a place of a lattice, and few stand on a border. compiled.py says what each
   call gives.

   No rule stands here but in the order of Python's own: whatever is not plain gives None, and Python looks at it.
   Numbers are added, subtracted, halved, multiplied and compared one step at a time, so that no compiler rounds them
   otherwise than Python does. A character is a tuple, whose fields are looked at and never written to. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <string.h>

enum { EDITION = 2 }; /* compiled.EDITION */
enum { TEXT, X0, TOP, X1, BOTTOM, SIZE, APART, TURN, RUN, SCORE, CHAR_FIELDS }; /* of content.Char */
enum { LINE_FIELDS = 7 }; /* of lines.TextLine */

static newfunc new_tuple; /* tuple.__new__ */

typedef struct { double x0, top, x1, bottom, size; PyObject *fields; } Glyph;

/* ---- characters ---- */

/* Give the character at a place of a tuple of them; NULL without an error where it is none, as Python makes them. */
static PyObject *char_at(PyObject *chars, Py_ssize_t index)
{
    PyObject *fields = PyTuple_GetItem(chars, index);
    if (fields == NULL || !PyTuple_Check(fields) || PyTuple_Size(fields) != CHAR_FIELDS)
        return NULL;
    for (int field = X0; field <= SIZE; field++)
        if (!PyFloat_CheckExact(PyTuple_GetItem(fields, field)))
            return NULL;
    return PyUnicode_Check(PyTuple_GetItem(fields, TEXT)) ? fields : NULL;
}

static double number(PyObject *fields, int field)
{
    return PyFloat_AsDouble(PyTuple_GetItem(fields, field));
}

/* Whether a field is the whole number that it is asked for. */
static int is_whole(PyObject *fields, int field, long *value)
{
    PyObject *whole = PyTuple_GetItem(fields, field);
    if (!PyLong_Check(whole))
        return 0;
    *value = PyLong_AsLong(whole);
    if (*value == -1 && PyErr_Occurred()) {
        PyErr_Clear(); /* larger than any number of a text object */
        return 0;
    }
    return 1;
}

/* Read the characters; 0 where one is not of the usual kind. */
static int read_glyphs(PyObject *chars, Glyph *glyphs, Py_ssize_t count)
{
    for (Py_ssize_t index = 0; index < count; index++) {
        PyObject *fields = char_at(chars, index);
        if (fields == NULL)
            return 0;
        Glyph glyph = {
            number(fields, X0), number(fields, TOP), number(fields, X1), number(fields, BOTTOM), number(fields, SIZE),
            fields,
        };
        double sum = glyph.x0 + glyph.top + glyph.x1 + glyph.bottom + glyph.size;
        if (sum - sum != 0) /* one is no number, or has no end */
            return 0;
        glyphs[index] = glyph;
    }
    return 1;
}

static double middle(const Glyph *glyph)
{
    return glyph->top + glyph->bottom;
}

/* ---- plain lines ---- */

/* lines.TextLine, and lines.SAME_LINE, SAME_GLYPH and the boxes to tick as one text. */
typedef struct { PyTypeObject *type; double same_line, same_glyph; PyObject *boxes; } Rules;

/* str.isspace of one character */
static int is_blank(Py_UCS4 code)
{
    return (code >= 0x09 && code <= 0x0d) || (code >= 0x1c && code <= 0x20) || code == 0x85 || code == 0xa0 ||
        code == 0x1680 || (code >= 0x2000 && code <= 0x200a) || code == 0x2028 || code == 0x2029 || code == 0x202f ||
        code == 0x205f || code == 0x3000;
}

/* sideways: whether nothing is set sideways, and the second character painted stands behind the first, not below it. */
static int goes_across(const Glyph *glyphs, Py_ssize_t count)
{
    long turn, first, second;
    for (Py_ssize_t index = 0; index < count; index++)
        if (!is_whole(glyphs[index].fields, TURN, &turn) || turn)
            return 0;
    if (!is_whole(glyphs[0].fields, RUN, &first) || !is_whole(glyphs[1].fields, RUN, &second))
        return 0;
    const Glyph *one = &glyphs[second < first], *other = &glyphs[second >= first];
    return other->x0 > one->x0 && middle(other) < 2 * one->bottom;
}

static int have_one_height(const Glyph *glyphs, Py_ssize_t count)
{
    for (Py_ssize_t index = 1; index < count; index++)
        if (middle(&glyphs[index]) != middle(glyphs))
            return 0;
    return 1;
}

/* Give how many characters stand on one line with the first; 0 where one stands above the one before: to be sorted. */
static Py_ssize_t row_length(const Glyph *glyphs, Py_ssize_t count, const Rules *rules)
{
    Py_ssize_t length = 1;
    for (; length < count; length++) {
        const Glyph *glyph = &glyphs[length];
        if (middle(glyph) < middle(glyph - 1))
            return 0;
        double size = glyph->size < glyphs->size ? glyph->size : glyphs->size, reach = 2 * rules->same_line * size;
        double fall = middle(glyph) - middle(glyphs);
        if (!(fall <= reach))
            break;
    }
    return length;
}

/* Whether the characters have one size, and each stands right of the one before, not over it as a double would. */
static int stand_clear(const Glyph *glyphs, Py_ssize_t count, const Rules *rules)
{
    double last = glyphs->x0, reach = -1.0;
    for (Py_ssize_t index = 0; index < count; index++) {
        const Glyph *glyph = &glyphs[index];
        double step = glyph->x0 - last, width = glyph->x1 - glyph->x0;
        if (glyph->size != glyphs->size || step <= reach)
            return 0;
        last = glyph->x0;
        reach = rules->same_glyph * width;
    }
    return 1;
}

/* Whether a text has no blank, none of any kind at an end, and no box to tick; -1 on an error. */
static int is_plain_text(PyObject *text, const Rules *rules)
{
    Py_ssize_t length = PyUnicode_GetLength(text);
    if (length <= 0)
        return (int)length;
    for (Py_ssize_t index = 0; index < length; index++) {
        Py_UCS4 code = PyUnicode_ReadChar(text, index);
        if (code == ' ' || ((index == 0 || index == length - 1) && is_blank(code)))
            return 0;
        Py_ssize_t found = code < 0x80 ? -1 : PyUnicode_FindChar(rules->boxes, code, 0, PY_SSIZE_T_MAX, 1);
        if (found != -1)
            return found == -2 ? -1 : 0;
    }
    return 1;
}

/* Give the text of a row of characters, a new reference. */
static PyObject *text_of(const Glyph *glyphs, Py_ssize_t count)
{
    PyObject *nothing = PyUnicode_FromString(""), *texts = PyTuple_New(count), *text = NULL;
    int failed = nothing == NULL || texts == NULL;
    for (Py_ssize_t index = 0; !failed && index < count; index++)
        failed = PyTuple_SetItem(texts, index, Py_NewRef(PyTuple_GetItem(glyphs[index].fields, TEXT)));
    if (!failed)
        text = PyUnicode_Join(nothing, texts);
    Py_XDECREF(texts);
    Py_XDECREF(nothing);
    return text;
}

/* Give the line of characters that stand clear of each other, by tuple.__new__, which alone may set a tuple's hash. */
static PyObject *new_line(const Glyph *glyphs, Py_ssize_t count, PyObject *text, const Rules *rules)
{
    const Glyph *upper = glyphs, *right = glyphs, *lower = glyphs;
    for (Py_ssize_t index = 1; index < count; index++) {
        const Glyph *glyph = &glyphs[index];
        upper = glyph->top < upper->top ? glyph : upper;
        right = glyph->x1 > right->x1 ? glyph : right;
        lower = glyph->bottom > lower->bottom ? glyph : lower;
    }
    PyObject *made = NULL, *arguments = NULL;
    PyObject *values = Py_BuildValue(
        "OOOOOOi", text, PyTuple_GetItem(glyphs->fields, X0), PyTuple_GetItem(upper->fields, TOP),
        PyTuple_GetItem(right->fields, X1), PyTuple_GetItem(lower->fields, BOTTOM),
        PyTuple_GetItem(glyphs->fields, SIZE), 0);
    if (values != NULL && PyTuple_Size(values) == LINE_FIELDS && (arguments = PyTuple_Pack(1, values)) != NULL)
        made = new_tuple(rules->type, arguments, NULL);
    if (made != NULL)
        PyObject_GC_UnTrack(made); /* a text and numbers lead to nothing: the collector need not look */
    Py_XDECREF(arguments);
    Py_XDECREF(values);
    return made;
}

/* Add the line that a row makes; 0 where it is not plain, -1 on an error. */
static int add_line(PyObject *lines, const Glyph *glyphs, Py_ssize_t count, const Rules *rules)
{
    if (!stand_clear(glyphs, count, rules))
        return 0;
    PyObject *text = text_of(glyphs, count);
    int is_plain = text == NULL ? -1 : is_plain_text(text, rules);
    PyObject *line = is_plain == 1 ? new_line(glyphs, count, text, rules) : NULL;
    if (is_plain == 1)
        is_plain = line == NULL || PyList_Append(lines, line) ? -1 : 1;
    Py_XDECREF(line);
    Py_XDECREF(text);
    return is_plain;
}

/* Add the lines of a cell; 0 where one is not plain, -1 on an error. */
static int add_lines(PyObject *lines, const Glyph *glyphs, Py_ssize_t count, const Rules *rules)
{
    if (count > 1 && !goes_across(glyphs, count))
        return 0;
    int is_one = have_one_height(glyphs, count), is_plain = 1;
    for (Py_ssize_t start = 0, length; is_plain == 1 && start < count; start += length) {
        length = is_one ? count : row_length(glyphs + start, count - start, rules);
        is_plain = length == 0 ? 0 : add_line(lines, glyphs + start, length, rules);
    }
    return is_plain;
}

static PyObject *lines_or_none(PyObject *chars, Py_ssize_t count, const Rules *rules)
{
    Glyph *glyphs = PyMem_Malloc((size_t)count * sizeof(Glyph) + 1);
    PyObject *lines = PyList_New(0), *result = NULL;
    if (glyphs == NULL)
        PyErr_NoMemory();
    int is_plain = glyphs == NULL || lines == NULL ? -1 : read_glyphs(chars, glyphs, count);
    if (is_plain == 1)
        is_plain = add_lines(lines, glyphs, count, rules);
    if (is_plain >= 0)
        result = is_plain ? PyList_AsTuple(lines) : Py_NewRef(Py_None);
    Py_XDECREF(lines);
    PyMem_Free(glyphs);
    return result;
}

static PyObject *plain_lines(PyObject *Py_UNUSED(module), PyObject *arguments)
{
    PyObject *given, *type;
    Rules rules;
    if (!PyArg_ParseTuple(
            arguments, "OO!ddU", &given, &PyType_Type, &type, &rules.same_line, &rules.same_glyph, &rules.boxes))
        return NULL;
    rules.type = (PyTypeObject *)type;
    if (!PyType_IsSubtype(rules.type, &PyTuple_Type)) {
        PyErr_SetString(PyExc_TypeError, "lines are tuples");
        return NULL;
    }
    PyObject *chars = PySequence_Tuple(given); /* its own: nobody changes it meanwhile */
    PyObject *result = chars == NULL ? NULL : lines_or_none(chars, PyTuple_Size(chars), &rules);
    Py_XDECREF(chars);
    return result;
}

/* ---- places ---- */

/* A lattice's borders, and the region of each place: a list of the rows' lists. */
typedef struct { Py_ssize_t columns, rows; double *xs, *ys; PyObject *owner; } Lattice;

/* Give the numbers of a sequence, memory of the caller's; NULL with an error set. */
static double *numbers(PyObject *given, Py_ssize_t *count)
{
    PyObject *values = PySequence_Tuple(given);
    *count = values == NULL ? -1 : PyTuple_Size(values);
    if (*count == 0)
        PyErr_SetString(PyExc_ValueError, "a lattice has borders");
    double *found = *count > 0 ? PyMem_Malloc((size_t)*count * sizeof(double)) : NULL;
    if (*count > 0 && found == NULL)
        PyErr_NoMemory();
    for (Py_ssize_t index = 0; found != NULL && index < *count; index++)
        found[index] = PyFloat_AsDouble(PyTuple_GetItem(values, index));
    Py_XDECREF(values);
    if (PyErr_Occurred()) {
        PyMem_Free(found);
        return NULL;
    }
    return found;
}

/* bisect.bisect_right */
static Py_ssize_t behind(const double *borders, Py_ssize_t count, double position)
{
    Py_ssize_t low = 0, high = count;
    while (low < high) {
        Py_ssize_t half = low + (high - low) / 2;
        if (position < borders[half])
            high = half;
        else
            low = half + 1;
    }
    return low;
}

/* bisect.bisect_left */
static Py_ssize_t first_from(const double *borders, Py_ssize_t count, double position)
{
    Py_ssize_t low = 0, high = count;
    while (low < high) {
        Py_ssize_t half = low + (high - low) / 2;
        if (borders[half] < position)
            low = half + 1;
        else
            high = half;
    }
    return low;
}

/* Give the region at a place, a borrowed reference. */
static PyObject *region_at(const Lattice *lattice, Py_ssize_t row, Py_ssize_t column)
{
    PyObject *regions = PyList_GetItem(lattice->owner, row);
    return regions == NULL ? NULL : PyList_GetItem(regions, column);
}

/* Add the region of each character to a list: where its middle lies, ``outside`` where that is in none. Give 0 where a
   character is not of the usual kind, -1 on an error. */
static int add_owners(PyObject *owners, PyObject *chars, const Lattice *lattice, PyObject *outside)
{
    const double *xs = lattice->xs, *ys = lattice->ys;
    Py_ssize_t count = PyTuple_Size(chars);
    for (Py_ssize_t index = 0; index < count; index++) {
        PyObject *fields = char_at(chars, index), *region = outside;
        if (fields == NULL)
            return 0;
        double x = (number(fields, X0) + number(fields, X1)) / 2;
        double y = (number(fields, TOP) + number(fields, BOTTOM)) / 2;
        if (xs[0] <= x && x < xs[lattice->columns] && ys[0] <= y && y < ys[lattice->rows])
            region = region_at(lattice, behind(ys, lattice->rows + 1, y) - 1, behind(xs, lattice->columns + 1, x) - 1);
        if (region == NULL || PyList_Append(owners, region))
            return -1;
    }
    return 1;
}

static PyObject *owners(PyObject *Py_UNUSED(module), PyObject *arguments)
{
    PyObject *given, *across, *down, *outside;
    Lattice lattice = {0};
    if (!PyArg_ParseTuple(arguments, "OOOO!O", &given, &across, &down, &PyList_Type, &lattice.owner, &outside))
        return NULL;
    PyObject *chars = PySequence_Tuple(given), *found = PyList_New(0);
    lattice.xs = numbers(across, &lattice.columns);
    lattice.ys = lattice.xs == NULL ? NULL : numbers(down, &lattice.rows);
    lattice.columns--;
    lattice.rows--;
    int failed = chars == NULL || found == NULL || lattice.ys == NULL;
    int is_usual = failed ? -1 : add_owners(found, chars, &lattice, outside);
    PyObject *result = is_usual < 0 ? NULL : Py_NewRef(is_usual ? found : Py_None);
    PyMem_Free(lattice.xs);
    PyMem_Free(lattice.ys);
    Py_XDECREF(chars);
    Py_XDECREF(found);
    return result;
}

/* ---- borders through type ---- */

/* Whether an inner border is no farther from the middle of a character than this share of its size. */
static int is_near_border(PyObject *fields, const double *ys, Py_ssize_t count, double share)
{
    double y = (number(fields, TOP) + number(fields, BOTTOM)) / 2;
    volatile double reach = share * number(fields, SIZE); /* rounded by itself, never within a sum */
    Py_ssize_t first = first_from(ys, count, y - reach), last = behind(ys, count, y + reach);
    return (first < 1 ? 1 : first) < (last < count - 1 ? last : count - 1);
}

static PyObject *near_borders(PyObject *Py_UNUSED(module), PyObject *arguments)
{
    PyObject *given, *down;
    double share;
    Py_ssize_t count;
    if (!PyArg_ParseTuple(arguments, "OOd", &given, &down, &share))
        return NULL;
    PyObject *chars = PySequence_Tuple(given), *found = PyList_New(0);
    double *ys = chars == NULL || found == NULL ? NULL : numbers(down, &count);
    int is_usual = ys == NULL ? -1 : 1;
    for (Py_ssize_t index = 0; is_usual == 1 && index < PyTuple_Size(chars); index++) {
        PyObject *fields = char_at(chars, index);
        if (fields == NULL)
            is_usual = 0;
        else if (is_near_border(fields, ys, count, share) && PyList_Append(found, fields))
            is_usual = -1;
    }
    PyObject *result = is_usual < 0 ? NULL : Py_NewRef(is_usual ? found : Py_None);
    PyMem_Free(ys);
    Py_XDECREF(chars);
    Py_XDECREF(found);
    return result;
}

/* ---- module ---- */

static PyMethodDef METHODS[] = {
    {"plain_lines", plain_lines, METH_VARARGS, NULL},
    {"owners", owners, METH_VARARGS, NULL},
    {"near_borders", near_borders, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef MODULE = {
    PyModuleDef_HEAD_INIT, "fast_text", "Characters in cells and lines; compiled.py says what each call gives.", -1,
    METHODS, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit_fast_text(void)
{
    void *slot = PyType_GetSlot(&PyTuple_Type, Py_tp_new);
    memcpy(&new_tuple, &slot, sizeof slot);
    PyObject *module = PyModule_Create(&MODULE);
    if (module != NULL && PyModule_AddIntConstant(module, "EDITION", EDITION))
        Py_CLEAR(module);
    return module;
}
