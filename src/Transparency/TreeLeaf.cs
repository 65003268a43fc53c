using System.Globalization;
using System.Text;

namespace Gongshu.Transparency;

/// <summary>
/// What one leaf commits to: a stream (a case, a window, the log of a process …) had this hash as the head of its chain at this version. The hash covers
/// the event and all before it, and a secret salt, so that it tells nothing of their content.
/// </summary>
/// <param name="Version">1 for the first event.</param>
/// <param name="Hash">Of the event, 32 bytes; of a case's first event it is the receipt.</param>
public sealed record TreeLeaf(string Stream, int Version, byte[] Hash)
{
    /// <summary>The leaf's entry as text: <c>gongshu-leaf-v1</c>, the stream, the version and the hash in hexadecimal digits, each followed by a line feed.</summary>
    public byte[] Entry() => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"gongshu-leaf-v1\n{Stream}\n{Version}\n{Convert.ToHexStringLower(Hash)}\n"));

    public byte[] LeafHash() => MerkleTree.HashLeaf(Entry());
}
