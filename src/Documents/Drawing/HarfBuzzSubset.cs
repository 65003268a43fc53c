using System.Runtime.InteropServices;
using SkiaSharp;

namespace Gongshu.Documents.Drawing;

/// <summary>
/// A font cut down to the characters of one paper, by HarfBuzz's subsetter. Skia by itself embeds the whole font, and gives 金 back as the radical
/// ⾦ (both are one glyph): a font that knows only the characters written has one name for each glyph.
/// </summary>
internal static partial class HarfBuzzSubset
{
    private const string Library = "libHarfBuzzSharp";
    private const int ReadOnly = 1;

    /// <exception cref="InvalidOperationException">HarfBuzz could not cut the font: a fault of the program or of its native library.</exception>
    public static unsafe SKTypeface Of(nint font, int length, IEnumerable<int> codePoints)
    {
        var whole = BlobCreate(font, (uint)length, ReadOnly, 0, 0);
        var face = FaceCreate(whole, 0);
        var input = InputCreate();
        nint cut = 0, blob = 0;
        try
        {
            if (input == 0) throw new InvalidOperationException("The subsetter could not be set up.");
            var set = InputUnicodeSet(input);
            foreach (var codePoint in codePoints) SetAdd(set, (uint)codePoint);
            cut = SubsetOrFail(face, input);
            if (cut == 0) throw new InvalidOperationException("The font could not be cut.");
            blob = FaceReferenceBlob(cut);
            var bytes = BlobGetData(blob, out var size);
            using var data = SKData.CreateCopy((nint)bytes, size);
            return SKTypeface.FromData(data) ?? throw new InvalidOperationException("The cut font cannot be read.");
        }
        finally
        {
            if (blob != 0) BlobDestroy(blob);
            if (cut != 0) FaceDestroy(cut);
            if (input != 0) InputDestroy(input);
            FaceDestroy(face);
            BlobDestroy(whole);
        }
    }

    [LibraryImport(Library, EntryPoint = "hb_blob_create")]
    private static partial nint BlobCreate(nint data, uint length, int mode, nint userData, nint destroy);

    [LibraryImport(Library, EntryPoint = "hb_blob_get_data")]
    private static unsafe partial byte* BlobGetData(nint blob, out uint length);

    [LibraryImport(Library, EntryPoint = "hb_blob_destroy")]
    private static partial void BlobDestroy(nint blob);

    [LibraryImport(Library, EntryPoint = "hb_face_create")]
    private static partial nint FaceCreate(nint blob, uint index);

    [LibraryImport(Library, EntryPoint = "hb_face_reference_blob")]
    private static partial nint FaceReferenceBlob(nint face);

    [LibraryImport(Library, EntryPoint = "hb_face_destroy")]
    private static partial void FaceDestroy(nint face);

    [LibraryImport(Library, EntryPoint = "hb_subset_input_create_or_fail")]
    private static partial nint InputCreate();

    [LibraryImport(Library, EntryPoint = "hb_subset_input_unicode_set")]
    private static partial nint InputUnicodeSet(nint input);

    [LibraryImport(Library, EntryPoint = "hb_subset_input_destroy")]
    private static partial void InputDestroy(nint input);

    [LibraryImport(Library, EntryPoint = "hb_set_add")]
    private static partial void SetAdd(nint set, uint codePoint);

    [LibraryImport(Library, EntryPoint = "hb_subset_or_fail")]
    private static partial nint SubsetOrFail(nint face, nint input);
}
