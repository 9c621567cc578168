/* What by_calls.py does, compiled: asks PDFium for a page's objects and characters. fetch.py says what each call gives.

   PDFium is not linked: Python hands over where the functions in NEEDED stand (connect). The interpreter's lock is held
   throughout, as PDFium may not be called from two threads; signals are looked at now and then, so that limits on time
   hold. Counts come from PDFium, which looks at each index by itself; Python has checked the large ones (bounds.py). No
   rule stands here: what is not placed plainly is asked of Python. Coordinates are added, halved and multiplied by 1 or
   -1 only, so that no compiler rounds them otherwise than Python does. */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct { float left, top, right, bottom; } Rect; /* FS_RECTF */
typedef struct { float a, b, c, d, e, f; } Matrix;       /* FS_MATRIX */

typedef void *Handle;
typedef int (*GetColour)(Handle, unsigned int *, unsigned int *, unsigned int *, unsigned int *);

enum { TEXT = 1 }; /* FPDF_PAGEOBJ_TEXT */
enum { LETTER, SIGN, BLANK, LINE_END, NOTHING }; /* kinds.py */
enum { BETWEEN_SIGNALS = 1024 };
enum { CHAR_FIELDS = 10 }; /* of content.Char */
enum { EDITION = 3 }; /* fetch.EDITION */

struct Functions {
    int (*is_generated)(Handle, int);
    int (*is_unmapped)(Handle, int);
    int (*char_box)(Handle, int, Rect *);
    int (*char_matrix)(Handle, int, Matrix *);
    double (*font_size)(Handle, int);
    Handle (*char_object)(Handle, int);
    Handle (*page_object)(Handle, int);
    Handle (*form_object)(Handle, unsigned long);
    int (*object_type)(Handle);
    int (*object_matrix)(Handle, Matrix *);
    int (*object_bounds)(Handle, float *, float *, float *, float *);
    GetColour fill_colour;
    GetColour stroke_colour;
    Handle (*object_clip)(Handle);
    int (*clip_paths)(Handle);
    int (*clip_segments)(Handle, int);
    Handle (*clip_segment)(Handle, int, int);
    int (*render_mode)(Handle);
    Handle (*text_font)(Handle);
    int (*path_mode)(Handle, int *, int *);
    int (*path_count)(Handle);
    int (*stroke_width)(Handle, float *);
    Handle (*path_segment)(Handle, int);
    int (*segment_type)(Handle);
    int (*segment_close)(Handle);
    int (*segment_point)(Handle, float *, float *);
};

static struct Functions pdfium;
static int is_connected = 0;
static newfunc new_tuple; /* tuple.__new__ */

static const struct { const char *name; size_t place; } NEEDED[] = {
    {"FPDFText_IsGenerated", offsetof(struct Functions, is_generated)},
    {"FPDFText_HasUnicodeMapError", offsetof(struct Functions, is_unmapped)},
    {"FPDFText_GetLooseCharBox", offsetof(struct Functions, char_box)},
    {"FPDFText_GetMatrix", offsetof(struct Functions, char_matrix)},
    {"FPDFText_GetFontSize", offsetof(struct Functions, font_size)},
    {"FPDFText_GetTextObject", offsetof(struct Functions, char_object)},
    {"FPDFPage_GetObject", offsetof(struct Functions, page_object)},
    {"FPDFFormObj_GetObject", offsetof(struct Functions, form_object)},
    {"FPDFPageObj_GetType", offsetof(struct Functions, object_type)},
    {"FPDFPageObj_GetMatrix", offsetof(struct Functions, object_matrix)},
    {"FPDFPageObj_GetBounds", offsetof(struct Functions, object_bounds)},
    {"FPDFPageObj_GetFillColor", offsetof(struct Functions, fill_colour)},
    {"FPDFPageObj_GetStrokeColor", offsetof(struct Functions, stroke_colour)},
    {"FPDFPageObj_GetClipPath", offsetof(struct Functions, object_clip)},
    {"FPDFClipPath_CountPaths", offsetof(struct Functions, clip_paths)},
    {"FPDFClipPath_CountPathSegments", offsetof(struct Functions, clip_segments)},
    {"FPDFClipPath_GetPathSegment", offsetof(struct Functions, clip_segment)},
    {"FPDFTextObj_GetTextRenderMode", offsetof(struct Functions, render_mode)},
    {"FPDFTextObj_GetFont", offsetof(struct Functions, text_font)},
    {"FPDFPath_GetDrawMode", offsetof(struct Functions, path_mode)},
    {"FPDFPath_CountSegments", offsetof(struct Functions, path_count)},
    {"FPDFPageObj_GetStrokeWidth", offsetof(struct Functions, stroke_width)},
    {"FPDFPath_GetPathSegment", offsetof(struct Functions, path_segment)},
    {"FPDFPathSegment_GetType", offsetof(struct Functions, segment_type)},
    {"FPDFPathSegment_GetClose", offsetof(struct Functions, segment_close)},
    {"FPDFPathSegment_GetPoint", offsetof(struct Functions, segment_point)},
};

enum { NEEDED_COUNT = sizeof NEEDED / sizeof *NEEDED };

/* ---- values ---- */

/* Give the handle that Python passes; NULL with an error set where it is none. */
static Handle to_handle(PyObject *value)
{
    if (!is_connected) {
        PyErr_SetString(PyExc_RuntimeError, "not connected to PDFium");
        return NULL;
    }
    Handle handle = PyLong_AsVoidPtr(value);
    if (handle == NULL && !PyErr_Occurred())
        PyErr_SetString(PyExc_ValueError, "a handle is never 0");
    return handle;
}

/* Put a new reference at a place of a list or tuple under construction; -1 where there is none. */
static int put_in_list(PyObject *list, Py_ssize_t at, PyObject *value)
{
    return value == NULL ? -1 : PyList_SetItem(list, at, value);
}

static int put_in_tuple(PyObject *tuple, Py_ssize_t at, PyObject *value)
{
    return value == NULL ? -1 : PyTuple_SetItem(tuple, at, value);
}

static int append(PyObject *list, PyObject *value)
{
    int failed = value == NULL ? -1 : PyList_Append(list, value);
    Py_XDECREF(value);
    return failed;
}

static int look_at_signals(int index)
{
    return index % BETWEEN_SIGNALS == BETWEEN_SIGNALS - 1 ? PyErr_CheckSignals() : 0;
}

static PyObject *point_of(Handle segment)
{
    float x = 0, y = 0;
    pdfium.segment_point(segment, &x, &y);
    return Py_BuildValue("dd", (double)x, (double)y);
}

static PyObject *colour_of(GetColour get, Handle object)
{
    unsigned int red = 0, green = 0, blue = 0, alpha = 0;
    if (!get(object, &red, &green, &blue, &alpha))
        Py_RETURN_NONE;
    return Py_BuildValue("IIII", red, green, blue, alpha);
}

/* ---- objects ---- */

static PyObject *found_text(Handle object, PyObject *opaque_black)
{
    unsigned int red = 0, green = 0, blue = 0, alpha = 255;
    if (!pdfium.fill_colour(object, &red, &green, &blue, &alpha))
        red = green = blue = 0, alpha = 255;
    int mode = pdfium.render_mode(object);
    if (!(red || green || blue) && alpha == 255) /* nearly all text */
        return Py_BuildValue("NiiO", PyLong_FromVoidPtr(object), TEXT, mode, opaque_black);
    return Py_BuildValue("Nii(IIII)", PyLong_FromVoidPtr(object), TEXT, mode, red, green, blue, alpha);
}

static PyObject *found_of(Handle object, PyObject *opaque_black)
{
    int kind = pdfium.object_type(object);
    if (kind == TEXT)
        return found_text(object, opaque_black);
    return Py_BuildValue("NiiO", PyLong_FromVoidPtr(object), kind, 0, Py_None);
}

static PyObject *objects_in(PyObject *arguments, int in_form)
{
    PyObject *value;
    int count;
    if (!PyArg_ParseTuple(arguments, "Oi", &value, &count))
        return NULL;
    Handle holder = to_handle(value);
    if (holder == NULL)
        return NULL;
    PyObject *list = PyList_New(count > 0 ? count : 0);
    PyObject *opaque_black = Py_BuildValue("iiii", 0, 0, 0, 255);
    int failed = list == NULL || opaque_black == NULL;
    for (int index = 0; !failed && index < count; index++) {
        Handle object = in_form ? pdfium.form_object(holder, (unsigned long)index) : pdfium.page_object(holder, index);
        failed = put_in_list(list, index, found_of(object, opaque_black)) || look_at_signals(index);
    }
    Py_XDECREF(opaque_black);
    if (failed)
        Py_CLEAR(list);
    return list;
}

static PyObject *page_objects(PyObject *Py_UNUSED(module), PyObject *arguments)
{
    return objects_in(arguments, 0);
}

static PyObject *form_objects(PyObject *Py_UNUSED(module), PyObject *arguments)
{
    return objects_in(arguments, 1);
}

static PyObject *path(PyObject *Py_UNUSED(module), PyObject *value)
{
    Handle object = to_handle(value);
    if (object == NULL)
        return NULL;
    int fill_mode = 0, is_stroked = 0;
    pdfium.path_mode(object, &fill_mode, &is_stroked);
    PyObject *stroke = is_stroked ? colour_of(pdfium.stroke_colour, object) : Py_BuildValue("");
    PyObject *fill = fill_mode ? colour_of(pdfium.fill_colour, object) : Py_BuildValue("");
    return Py_BuildValue(
        "NNNNi", PyBool_FromLong(fill_mode), PyBool_FromLong(is_stroked), stroke, fill, pdfium.path_count(object));
}

static PyObject *steps(PyObject *Py_UNUSED(module), PyObject *value)
{
    Handle object = to_handle(value);
    if (object == NULL)
        return NULL;
    int count = pdfium.path_count(object);
    PyObject *list = PyList_New(count > 0 ? count : 0);
    int failed = list == NULL;
    for (int index = 0; !failed && index < count; index++) {
        Handle segment = pdfium.path_segment(object, index);
        PyObject *closes = PyBool_FromLong(pdfium.segment_close(segment));
        PyObject *step = Py_BuildValue("NiN", point_of(segment), pdfium.segment_type(segment), closes);
        failed = put_in_list(list, index, step) || look_at_signals(index);
    }
    if (failed)
        Py_CLEAR(list);
    return list;
}

static PyObject *bounds(PyObject *Py_UNUSED(module), PyObject *value)
{
    Handle object = to_handle(value);
    if (object == NULL)
        return NULL;
    float left = 0, bottom = 0, right = 0, top = 0;
    pdfium.object_bounds(object, &left, &bottom, &right, &top);
    return Py_BuildValue("dddd", (double)left, (double)bottom, (double)right, (double)top);
}

static PyObject *matrix(PyObject *Py_UNUSED(module), PyObject *value)
{
    Handle object = to_handle(value);
    if (object == NULL)
        return NULL;
    Matrix m = {0, 0, 0, 0, 0, 0};
    pdfium.object_matrix(object, &m);
    return Py_BuildValue("dddddd", (double)m.a, (double)m.b, (double)m.c, (double)m.d, (double)m.e, (double)m.f);
}

static PyObject *stroke_width(PyObject *Py_UNUSED(module), PyObject *value)
{
    Handle object = to_handle(value);
    if (object == NULL)
        return NULL;
    float width = 0;
    pdfium.stroke_width(object, &width);
    return PyFloat_FromDouble(width);
}

/* ---- clip paths ---- */

static PyObject *clip_points(Handle clip, int number)
{
    int count = pdfium.clip_segments(clip, number);
    PyObject *points = PyList_New(count > 0 ? count : 0);
    int failed = points == NULL;
    for (int index = 0; !failed && index < count; index++)
        failed = put_in_list(points, index, point_of(pdfium.clip_segment(clip, number, index))) || look_at_signals(index);
    if (failed)
        Py_CLEAR(points);
    return points;
}

static PyObject *clip_of(Handle object)
{
    Handle clip = object == NULL ? NULL : pdfium.object_clip(object);
    int count = clip == NULL ? 0 : pdfium.clip_paths(clip);
    if (count <= 0)
        Py_RETURN_NONE;
    PyObject *paths = PyList_New(count);
    int failed = paths == NULL;
    for (int number = 0; !failed && number < count; number++)
        failed = put_in_list(paths, number, clip_points(clip, number)) || look_at_signals(number);
    if (failed)
        Py_CLEAR(paths);
    return paths;
}

static PyObject *clip(PyObject *Py_UNUSED(module), PyObject *value)
{
    Handle object = to_handle(value);
    return object == NULL ? NULL : clip_of(object);
}

/* ---- characters ---- */

/* What text objects have in common whose characters are placed alike: fetch.Plain. */
typedef struct { double a, b, c, d, f, points; } Line;

/* fetch.Plain; the objects are those of the tuple that it was made of. */
typedef struct {
    int first, second, is_upright, is_clipped, is_anywhere;
    double sign, offset, low, high, reach, base, up, down;
    PyObject *size, *apart, *turn;
} Place;

/* fetch.Asked, and where the reading stands. */
typedef struct {
    Handle page;
    PyObject *page_value, *texts, *order, *read, *clipped_runs, *letter_fonts, *begin, *odd;
    PyTypeObject *char_type;
    const char *kinds;
    Py_ssize_t count;
    Py_buffer box_buffer, matrix_buffer;
    Rect *box;
    Matrix *matrix;
    PyObject *chars, *gaps, *certain; /* the score of a character that the file names */
    int has_holder, is_after_blank;
    int first, is_told; /* the text object's first character, and whether Python was asked of its line */
    Handle holder;
    PyObject *run, *plain, *clip; /* plain is NULL where the characters are odd */
    PyObject *near_side, *far_side;
    Line line;
    Place place;
} Reading;

static int take_buffer(PyObject *structure, Py_buffer *buffer, Py_ssize_t size)
{
    if (PyObject_GetBuffer(structure, buffer, PyBUF_WRITABLE))
        return -1;
    if (buffer->len == size)
        return 0;
    PyErr_SetString(PyExc_ValueError, "a structure is of another size than PDFium's");
    return -1;
}

static int take_asked(Reading *reading, PyObject *asked)
{
    PyObject *kinds, *box, *structure, *type;
    char *bytes;
    if (!PyArg_ParseTuple(
            asked, "OOSOOO!O!O!O!OOO!", &reading->page_value, &reading->texts, &kinds, &box, &structure, &PyDict_Type,
            &reading->order, &PySet_Type, &reading->read, &PySet_Type, &reading->clipped_runs, &PySet_Type,
            &reading->letter_fonts, &reading->begin, &reading->odd, &PyType_Type, &type))
        return -1;
    reading->char_type = (PyTypeObject *)type;
    if ((reading->page = to_handle(reading->page_value)) == NULL)
        return -1;
    if (PyBytes_AsStringAndSize(kinds, &bytes, &reading->count))
        return -1;
    reading->kinds = bytes;
    Py_ssize_t text_count = PySequence_Size(reading->texts);
    if (text_count != reading->count || reading->count > INT32_MAX || !PyType_IsSubtype(reading->char_type, &PyTuple_Type)) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_ValueError, "each text has one kind, and characters are tuples");
        return -1;
    }
    if (take_buffer(box, &reading->box_buffer, sizeof(Rect)) || take_buffer(structure, &reading->matrix_buffer, sizeof(Matrix)))
        return -1;
    reading->box = reading->box_buffer.buf;
    reading->matrix = reading->matrix_buffer.buf;
    return 0;
}

static void release(Reading *reading)
{
    if (reading->box_buffer.obj != NULL)
        PyBuffer_Release(&reading->box_buffer);
    if (reading->matrix_buffer.obj != NULL)
        PyBuffer_Release(&reading->matrix_buffer);
    Py_CLEAR(reading->run);
    Py_CLEAR(reading->plain);
    Py_CLEAR(reading->clip);
    Py_CLEAR(reading->near_side);
    Py_CLEAR(reading->far_side);
    Py_CLEAR(reading->chars);
    Py_CLEAR(reading->gaps);
    Py_CLEAR(reading->certain);
}

/* Take the sides of the line, new references. */
static int take_sides(Reading *reading, PyObject *near_side, PyObject *far_side)
{
    Py_XDECREF(reading->near_side);
    Py_XDECREF(reading->far_side);
    reading->near_side = near_side;
    reading->far_side = far_side;
    return near_side == NULL || far_side == NULL ? -1 : 0;
}

static int take_place(Reading *reading)
{
    Place *place = &reading->place;
    PyObject *near_side, *far_side;
    if (!PyArg_ParseTuple(
            reading->plain, "(iidd)pOOddpOOOdpddd", &place->first, &place->second, &place->sign, &place->offset,
            &place->is_upright, &near_side, &far_side, &place->low, &place->high, &place->is_clipped, &place->size,
            &place->apart, &place->turn, &place->reach, &place->is_anywhere, &place->base, &place->up, &place->down) ||
        take_sides(reading, Py_NewRef(near_side), Py_NewRef(far_side)))
        return -1;
    if (place->first >= 0 && place->first < 4 && place->second >= 0 && place->second < 4)
        return 0;
    PyErr_SetString(PyExc_ValueError, "a box has four sides");
    return -1;
}

/* Ask how the characters of the text object are placed. */
static int begin(Reading *reading, PyObject *holder)
{
    PyObject *plain =
        PyObject_CallFunction(reading->begin, "iOdO", reading->first, holder, reading->line.points, reading->clip);
    if (plain == NULL)
        return -1;
    reading->is_told = 1;
    Py_CLEAR(reading->plain);
    if (plain == Py_None) {
        Py_DECREF(plain);
        return 0;
    }
    reading->plain = plain;
    return take_place(reading);
}

/* Whether a text object begins with a letter, no further before its origin than the one before may; -1 on an error. */
static int begins_alike(const Reading *reading, int index)
{
    int is_letter = reading->kinds[index] == LETTER;
    if (reading->kinds[index] == SIGN && reading->holder != NULL) {
        PyObject *font = PyLong_FromVoidPtr(pdfium.text_font(reading->holder));
        is_letter = font == NULL ? -1 : PySet_Contains(reading->letter_fonts, font);
        Py_XDECREF(font);
    }
    double before_origin = (double)reading->matrix->e - (double)reading->box->left;
    return is_letter == 1 ? before_origin <= reading->place.reach : is_letter;
}

/* Note what the text object is set like; give whether it is set like the one before it, on its line or anywhere, -1 on
   an error. */
static int take_line(Reading *reading, int index)
{
    Line before = reading->line, *line = &reading->line;
    const Matrix *m = reading->matrix;
    PyObject *clip_before = reading->clip;
    pdfium.char_matrix(reading->page, index, reading->matrix);
    *line = (Line){m->a, m->b, m->c, m->d, m->f, pdfium.font_size(reading->page, index)};
    reading->clip = clip_of(reading->holder);
    int alike = reading->clip == NULL ? -1
        : line->a == before.a && line->b == before.b && line->c == before.c && line->d == before.d &&
            line->points == before.points && clip_before != NULL && reading->plain != NULL &&
            (line->f == before.f || reading->place.is_anywhere);
    if (alike == 1)
        alike = PyObject_RichCompareBool(reading->clip, clip_before, Py_EQ);
    if (alike == 1)
        alike = begins_alike(reading, index);
    if (alike == 1 && line->f != before.f) {
        double base = reading->place.base - line->f, upper = base - reading->place.up, lower = base + reading->place.down;
        reading->is_told = 0;
        if (take_sides(reading, PyFloat_FromDouble(upper), PyFloat_FromDouble(lower)))
            alike = -1;
    }
    Py_XDECREF(clip_before);
    return alike;
}

/* Give the number of a text object, 0 of one that is not known. */
static PyObject *run_of(Reading *reading, PyObject *holder)
{
    PyObject *order = PyDict_GetItemWithError(reading->order, holder);
    if (order == NULL)
        return PyErr_Occurred() ? NULL : PyLong_FromLong(0);
    long number = PyLong_AsLong(order);
    return number == -1 && PyErr_Occurred() ? NULL : PyLong_FromLong(number + 1);
}

static int begin_text(Reading *reading, int index, PyObject *holder)
{
    int alike = take_line(reading, index);
    if (alike < 0)
        return -1;
    Py_XDECREF(reading->run);
    if ((reading->run = run_of(reading, holder)) == NULL || PySet_Add(reading->read, holder))
        return -1;
    if (!alike)
        return begin(reading, holder);
    return reading->place.is_clipped ? PySet_Add(reading->clipped_runs, reading->run) : 0;
}

/* Note a text object where a character is the first of it. */
static int take_holder(Reading *reading, int index)
{
    Handle holder = pdfium.char_object(reading->page, index);
    if (reading->has_holder && holder == reading->holder)
        return 0;
    reading->has_holder = 1;
    reading->holder = holder;
    reading->first = index;
    PyObject *value = PyLong_FromVoidPtr(holder);
    int failed = value == NULL || begin_text(reading, index, value);
    Py_XDECREF(value);
    return failed;
}

static PyObject *shared(PyObject *value)
{
    Py_INCREF(value);
    return value;
}

/* Give a new character by tuple.__new__: Python 3.14 keeps a tuple's hash within it, which nobody else sets. */
static PyObject *new_char(Reading *reading, int index, double one, double other)
{
    const Place *place = &reading->place;
    int own = place->is_upright ? 1 : 2;
    PyObject *fields = PyTuple_New(CHAR_FIELDS), *arguments = NULL, *made = NULL;
    if (fields != NULL && !put_in_tuple(fields, 0, PySequence_GetItem(reading->texts, index)) &&
        !put_in_tuple(fields, own, PyFloat_FromDouble(one)) &&
        !put_in_tuple(fields, own + 2, PyFloat_FromDouble(other)) &&
        !put_in_tuple(fields, 3 - own, shared(reading->near_side)) &&
        !put_in_tuple(fields, 5 - own, shared(reading->far_side)) && !put_in_tuple(fields, 5, shared(place->size)) &&
        !put_in_tuple(fields, 6, shared(place->apart)) && !put_in_tuple(fields, 7, shared(place->turn)) &&
        !put_in_tuple(fields, 8, shared(reading->run)) && !put_in_tuple(fields, 9, shared(reading->certain)) &&
        (arguments = PyTuple_Pack(1, fields)) != NULL)
        made = new_tuple(reading->char_type, arguments, NULL);
    Py_XDECREF(arguments);
    Py_XDECREF(fields);
    if (made != NULL)
        PyObject_GC_UnTrack(made); /* texts and numbers lead to nothing: the collector need not look */
    return made;
}

/* Ask of a text object that is like the one before but for its line, before a character of it is odd. */
static int tell(Reading *reading, int index)
{
    PyObject *holder = PyLong_FromVoidPtr(reading->holder);
    pdfium.char_box(reading->page, reading->first, reading->box);
    int failed = holder == NULL || begin(reading, holder);
    pdfium.char_box(reading->page, index, reading->box);
    Py_XDECREF(holder);
    return failed;
}

/* Give a character: placed plainly, or as Python says; None where Python reads nothing. */
static PyObject *char_at(Reading *reading, int index)
{
    const Place *place = &reading->place;
    const Rect *box = reading->box;
    if (reading->plain != NULL && pdfium.is_unmapped(reading->page, index) != 1) {
        double sides[] = {box->left, box->bottom, box->right, box->top};
        double one = place->sign * sides[place->first] + place->offset;
        double other = place->sign * sides[place->second] + place->offset;
        double middle = (one + other) / 2;
        if (place->low <= middle && middle <= place->high)
            return new_char(reading, index, one, other);
    }
    if (!reading->is_told && tell(reading, index))
        return NULL;
    return PyObject_CallFunction(reading->odd, "iO", index, reading->run);
}

static int add_char(Reading *reading, PyObject *character)
{
    if (character == NULL)
        return -1;
    if (character == Py_None) {
        Py_DECREF(character);
        return 0;
    }
    Py_ssize_t place = PyList_Size(reading->chars);
    int failed = reading->is_after_blank && place ? append(reading->gaps, PyLong_FromSsize_t(place)) : 0;
    reading->is_after_blank = 0;
    return append(reading->chars, character) || failed ? -1 : 0;
}

static int read_char(Reading *reading, int index)
{
    int kind = reading->kinds[index];
    if (kind >= BLANK && (kind != BLANK || pdfium.is_generated(reading->page, index) == 1)) {
        if (kind != NOTHING)
            reading->is_after_blank = kind == BLANK;
        return 0;
    }
    pdfium.char_box(reading->page, index, reading->box);
    if (take_holder(reading, index))
        return -1;
    return add_char(reading, char_at(reading, index));
}

static PyObject *characters(PyObject *Py_UNUSED(module), PyObject *asked)
{
    Reading reading;
    memset(&reading, 0, sizeof reading);
    PyObject *result = NULL;
    int failed = take_asked(&reading, asked);
    if (!failed) {
        reading.chars = PyList_New(0);
        reading.gaps = PyList_New(0);
        reading.certain = PyFloat_FromDouble(1.0);
        failed = reading.chars == NULL || reading.gaps == NULL || reading.certain == NULL;
    }
    for (int index = 0; !failed && index < reading.count; index++)
        failed = read_char(&reading, index) || look_at_signals(index);
    if (!failed)
        result = PyTuple_Pack(2, reading.chars, reading.gaps);
    release(&reading);
    return result;
}

/* ---- module ---- */

static PyObject *connect(PyObject *Py_UNUSED(module), PyObject *addresses)
{
    if (!PyTuple_Check(addresses) || PyTuple_Size(addresses) != NEEDED_COUNT) {
        PyErr_SetString(PyExc_ValueError, "one address is asked for of each function in NEEDED");
        return NULL;
    }
    for (int index = 0; index < NEEDED_COUNT; index++) {
        void *address = PyLong_AsVoidPtr(PyTuple_GetItem(addresses, index));
        if (address == NULL) {
            if (!PyErr_Occurred())
                PyErr_Format(PyExc_ValueError, "%s stands nowhere", NEEDED[index].name);
            return NULL;
        }
        memcpy((char *)&pdfium + NEEDED[index].place, &address, sizeof address);
    }
    is_connected = 1;
    Py_RETURN_NONE;
}

static PyMethodDef METHODS[] = {
    {"connect", connect, METH_O, "Take the addresses of PDFium's functions, in the order of NEEDED."},
    {"page_objects", page_objects, METH_VARARGS, NULL},
    {"form_objects", form_objects, METH_VARARGS, NULL},
    {"path", path, METH_O, NULL},
    {"steps", steps, METH_O, NULL},
    {"bounds", bounds, METH_O, NULL},
    {"matrix", matrix, METH_O, NULL},
    {"stroke_width", stroke_width, METH_O, NULL},
    {"clip", clip, METH_O, NULL},
    {"characters", characters, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef MODULE = {
    PyModuleDef_HEAD_INIT, "fast", "PDFium's objects and characters; fetch.py says what each call gives.", -1, METHODS,
    NULL, NULL, NULL, NULL,
};

static PyObject *names_needed(void)
{
    PyObject *names = PyTuple_New(NEEDED_COUNT);
    for (int index = 0; names != NULL && index < NEEDED_COUNT; index++)
        if (put_in_tuple(names, index, PyUnicode_FromString(NEEDED[index].name)))
            Py_CLEAR(names);
    return names;
}

PyMODINIT_FUNC PyInit_fast(void)
{
    void *slot = PyType_GetSlot(&PyTuple_Type, Py_tp_new);
    memcpy(&new_tuple, &slot, sizeof slot);
    PyObject *module = PyModule_Create(&MODULE), *names = names_needed();
    int failed = module == NULL || names == NULL || PyModule_AddObjectRef(module, "NEEDED", names) ||
        PyModule_AddIntConstant(module, "EDITION", EDITION);
    Py_XDECREF(names);
    if (failed)
        Py_CLEAR(module);
    return module;
}
