// SPDX-License-Identifier: Apache-2.0
// libvips takes its options as variable arguments, which Swift cannot call: these few functions can be called.
#include <vips/vips.h>

/// A damaged photo is told to its sender, not to the log.
static void shangliang_vips_silence(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data) {
    (void)domain; (void)level; (void)message; (void)data;
}

/// Starts the library: one thread for a photo, nothing remembered, no loader but those of four formats. 0 if it went well.
static inline int shangliang_vips_start(void) {
    if (vips_init("shangliang") != 0) return -1;
    g_log_set_handler("VIPS", G_LOG_LEVEL_WARNING | G_LOG_LEVEL_INFO, shangliang_vips_silence, NULL);
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    vips_operation_block_set("VipsForeignLoad", TRUE);
    vips_operation_block_set("VipsForeignLoadJpeg", FALSE);
    vips_operation_block_set("VipsForeignLoadPng", FALSE);
    vips_operation_block_set("VipsForeignLoadWebp", FALSE);
    vips_operation_block_set("VipsForeignLoadHeif", FALSE);
    return 0;
}

/// Reads the header of a photo; its pixels only once somebody asks. Null if it is none. `bytes` must outlive it.
static inline VipsImage *shangliang_vips_open(const void *bytes, size_t count) {
    return vips_image_new_from_buffer(bytes, count, "", "access", VIPS_ACCESS_SEQUENTIAL, NULL);
}

/// Decodes a photo: upright, in sRGB, its longer side at most `side`. Null if it is broken or cut off: libvips 8.14 looks
/// at `fail_on` in the options of the loader only.
static inline VipsImage *shangliang_vips_decode(const void *bytes, size_t count, int side) {
    VipsImage *image = NULL;
    int failed = vips_thumbnail_buffer((void *)bytes, count, &image, side, "height", side, "size", VIPS_SIZE_DOWN,
        "export_profile", "srgb", "option_string", "[fail_on=truncated]", NULL);
    if (failed) return NULL;
    VipsImage *whole = vips_image_copy_memory(image);
    g_object_unref(image);
    return whole;
}

/// The image, smaller. Null if that fails.
static inline VipsImage *shangliang_vips_shrink(VipsImage *image, int side) {
    VipsImage *smaller = NULL;
    if (vips_thumbnail_image(image, &smaller, side, "height", side, "size", VIPS_SIZE_DOWN, NULL) != 0) return NULL;
    VipsImage *whole = vips_image_copy_memory(smaller);
    g_object_unref(smaller);
    return whole;
}

/// The image as a file; `format` is a suffix with options. Null if that fails; else to be freed with `g_free`.
static inline void *shangliang_vips_encode(VipsImage *image, const char *format, size_t *count) {
    void *bytes = NULL;
    return vips_image_write_to_buffer(image, format, &bytes, count, NULL) == 0 ? bytes : NULL;
}
