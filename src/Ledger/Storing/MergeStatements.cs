namespace Gongshu.Ledger;

/// <summary>
/// How the claims of one person under two references are brought together: the same SQL on both databases but for what stands before a
/// table's name and before a parameter's number.
/// </summary>
internal sealed class MergeStatements(string schema, string parameter)
{
    /// <summary>Rows of the subject that becomes an alias, and those that had stayed with an alias of it: they name it as their worker already.</summary>
    private string OfTheAlias => $"(s.subject = {parameter}1 OR s.subject IN (SELECT b.alias FROM {schema}worker_aliases b WHERE b.moved_to = {parameter}1))";

    /// <summary>
    /// In this order. Parameters: 1 the alias, 2 the subject that it joins, 3 and 4 the worker references of both, 5 the instant. Live rows
    /// whose key is live in both stay, or the index would not have them; <see cref="Promote"/> and <see cref="SubjectOnRelease"/> see to them later.
    /// </summary>
    public string[] All =>
    [
        $"""
        UPDATE {schema}certificates SET worker = {parameter}4 WHERE worker = {parameter}3 AND certificate IN (
          SELECT k.certificate FROM {schema}claims k WHERE k.worker = {parameter}3
            AND k.case_number IN (SELECT s.case_number FROM {schema}claims s WHERE {OfTheAlias}))
        """,
        $"""
        UPDATE {schema}claims SET worker = {parameter}4 WHERE worker = {parameter}3
          AND case_number IN (SELECT s.case_number FROM {schema}claims s WHERE {OfTheAlias})
        """,
        $"""
        UPDATE {schema}claims AS k SET subject = {parameter}2 WHERE k.subject = {parameter}1 AND NOT (k.slot = 0 AND EXISTS (
          SELECT 1 FROM {schema}claims o WHERE o.subject = {parameter}2 AND o.entitlement_key = k.entitlement_key AND o.slot = 0))
        """,
        $"UPDATE {schema}worker_aliases SET moved_to = {parameter}2 WHERE moved_to = {parameter}1",
        $"INSERT INTO {schema}worker_aliases (alias, moved_to, at) VALUES ({parameter}1, {parameter}2, {parameter}5)",
    ];

    /// <summary>The subject of a claim row <c>k</c> that is released: one that had stayed with an alias joins the person's others.</summary>
    public string SubjectOnRelease => $"coalesce((SELECT a.moved_to FROM {schema}worker_aliases a WHERE a.alias = k.subject), k.subject)";

    /// <summary>
    /// After releases and new claims: a live row that had stayed with an alias takes the place of the person's own one that was released, so
    /// that the key is not free while either stands.
    /// </summary>
    /// <param name="released">A table <c>r</c> of claim rows at the places concerned.</param>
    public string Promote(string released) =>
        $"""
        UPDATE {schema}claims AS k SET subject = (SELECT b.moved_to FROM {schema}worker_aliases b WHERE b.alias = k.subject)
        WHERE k.slot = 0 AND (k.case_number, k.line, k.benefit, k.ordinal) IN (
          SELECT h.case_number, h.line, h.benefit, h.ordinal FROM {released}
          JOIN {schema}worker_aliases a ON a.moved_to = r.subject
          JOIN {schema}claims h ON h.subject = a.alias AND h.entitlement_key = r.entitlement_key AND h.slot = 0
          WHERE r.slot <> 0
            AND NOT EXISTS (SELECT 1 FROM {schema}claims g WHERE g.subject = r.subject AND g.entitlement_key = r.entitlement_key AND g.slot = 0)
            AND h.subject = (
              SELECT min(x.subject) FROM {schema}worker_aliases c JOIN {schema}claims x ON x.subject = c.alias
              WHERE c.moved_to = r.subject AND x.entitlement_key = r.entitlement_key AND x.slot = 0))
        """;
}
