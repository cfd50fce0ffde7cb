#include <zlib.h>

// Macros, which Swift does not see. 16 above the window's size means gzip.
static inline int czlib_begin_packing(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
}
static inline int czlib_begin_unpacking(z_stream *stream) {
    return inflateInit2(stream, MAX_WBITS + 16);
}
