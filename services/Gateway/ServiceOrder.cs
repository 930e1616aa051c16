namespace Indicators.Gateway;

/// <summary>The services in the one order of pages, versions and merges.</summary>
internal static class ServiceOrder
{
    public const int MedicalCenters = 0;
    public const int CountyHospitals = 1;
    public const int KeySpecialties = 2;
    public const int FiscalProjects = 3;
    public const int Reforms = 4;
    public const int HealthResources = 5;

    public static readonly string[] Names =
        ["medical-centers", "county-hospitals", "key-specialties", "fiscal-projects", "reforms", "health-resources"];

    /// <summary>Full gRPC names of the domain services.</summary>
    public static readonly string[] RpcNames =
    [
        "indicators.medical_centers.v1.MedicalCenterService",
        "indicators.county_hospitals.v1.CountyHospitalService",
        "indicators.key_specialties.v1.KeySpecialtyService",
        "indicators.fiscal_projects.v1.FiscalProjectService",
        "indicators.reforms.v1.ReformService",
        "indicators.health_resources.v1.HealthResourceService",
    ];

    public static int Count => Names.Length;
}
