namespace Indicators.Reforms.MultiCampus;

/// <summary>An ordered list of grades, the best first.</summary>
internal sealed class GradeScale
{
    private readonly string[] grades;

    private GradeScale(params string[] grades) => this.grades = grades;

    /// <summary>Grades of hospitals: level 3 to 1, class A to C.</summary>
    public static GradeScale Hospital { get; } = new("3A", "3B", "3C", "2A", "2B", "2C", "1A", "1B", "1C");

    /// <summary>Grades of the national performance assessment of public hospitals.</summary>
    public static GradeScale Performance { get; } = new("A++", "A+", "A", "B++", "B+", "B", "C", "D");

    public IReadOnlyList<string> Grades => grades;

    public bool Holds(string grade) => Array.IndexOf(grades, grade) >= 0;

    /// <summary>Above 0 where the first grade is the better one, 0 where they are the same.</summary>
    public int Compare(string a, string b) => Array.IndexOf(grades, b) - Array.IndexOf(grades, a);
}
