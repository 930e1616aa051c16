using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;
using Indicators.Contracts;
using Indicators.Data.V1;

namespace Indicators.Cli.Publishing;

/// <summary>
/// Takes release packages to the services: all check, then all store, then all show. Whatever stops it in between is resumed by publishing
/// the same package again.
/// </summary>
/// <param name="channels">The services.</param>
/// <param name="out_">One line for each package.</param>
/// <param name="err">One line for each fault.</param>
public sealed class PackagePublisher(SuiteChannels channels, TextWriter out_, TextWriter err)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    // Packages of different services are published side by side.
    private readonly TextWriter output = TextWriter.Synchronized(out_);
    private readonly TextWriter errors = TextWriter.Synchronized(err);

    private readonly ConcurrentDictionary<string, byte> unfinished = new(StringComparer.Ordinal);

    /// <summary>Ids of packages that may be stored and are not shown; after an interruption. Publishing them again resumes them.</summary>
    public IReadOnlyCollection<string> Unfinished => unfinished.Keys.Order(StringComparer.Ordinal).ToList();

    /// <summary>Publishes a folder of seeds: the definitions of every service, then every release in order of its folder's name.</summary>
    /// <returns>False where a fault was printed; what stood before it is published.</returns>
    public async Task<bool> PublishSeedsAsync(string folder, CancellationToken stop)
    {
        var definitions = Path.Combine(folder, "indicators");
        var releases = Path.Combine(folder, "releases");
        if (!Directory.Exists(definitions) || !Directory.Exists(releases))
        {
            throw new InvalidOperationException($"{folder} holds no folders `indicators` and `releases`: this is no folder of seeds.");
        }

        return await DefineAsync(definitions, stop) && await PublishAsync(Directory.GetDirectories(releases).Order(StringComparer.Ordinal), stop);
    }

    /// <summary>Stores the definitions of a folder, one file for each service; those that are stored already change nothing.</summary>
    /// <returns>False where a fault was printed.</returns>
    public async Task<bool> DefineAsync(string folder, CancellationToken stop)
    {
        var defined = await Task.WhenAll(Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal).Select(file => DefineFileAsync(file, stop)));
        return defined.All(done => done);
    }

    /// <summary>
    /// Publishes packages in order: one waits for those before it that touch a service of its own, so that each service takes them in in that
    /// order while another works on others. What follows a fault in the same service is not published.
    /// </summary>
    /// <returns>False where a fault was printed; nothing of that package was shown.</returns>
    public async Task<bool> PublishAsync(IEnumerable<string> folders, CancellationToken stop)
    {
        var lastOf = new Dictionary<string, Task<bool>>(StringComparer.Ordinal);
        var all = new List<Task<bool>>();
        foreach (var folder in folders)
        {
            if (Read(folder) is not { } package)
            {
                all.Add(Task.FromResult(false));
                break;
            }

            var before = package.Services.Select(service => lastOf.GetValueOrDefault(service, Task.FromResult(true))).ToList();
            var publication = PublishAfterAsync(before, package, stop);
            package.Services.ToList().ForEach(service => lastOf[service] = publication);
            all.Add(publication);
        }

        return (await Task.WhenAll(all)).All(done => done);
    }

    /// <summary>Checks a package against what the services hold and stores nothing.</summary>
    /// <returns>False where a fault was printed.</returns>
    public async Task<bool> ValidateAsync(string folder, CancellationToken stop)
    {
        if (Read(folder) is not { } package || await CheckAsync(package, stop) is not { } check)
        {
            return false;
        }

        output.WriteLine($"valid {check.Package.Id}: {check.Size}");
        return true;
    }

    private async Task<bool> DefineFileAsync(string file, CancellationToken stop)
    {
        var service = Path.GetFileNameWithoutExtension(file);
        if (!channels.Names.Contains(service))
        {
            errors.WriteLine($"{file}: 没有这个服务。 / There is no service {service}; did you mean {Nearest.To(service, channels.Names)}?");
            return false;
        }

        var definitions = new PackageFile { Name = Path.GetFileName(file), Content = ByteString.CopyFrom(await File.ReadAllBytesAsync(file, stop)) };
        var answer = await channels.Client(service).DefineIndicatorsAsync(new DefineIndicatorsRequest { Definitions = definitions }, cancellationToken: stop);
        FaultPrinter.Print(errors, Path.GetDirectoryName(file)!, answer.Faults);
        if (answer.ChangedCount > 0)
        {
            output.WriteLine($"defined {service}: {answer.ChangedCount} indicators");
        }

        return answer.Faults.Count == 0;
    }

    private PackageFolder? Read(string folder)
    {
        var faults = new List<Fault>();
        var package = PackageFolder.Read(folder, channels.Names, faults);
        FaultPrinter.Print(errors, folder, faults);
        return package;
    }

    private async Task<bool> PublishAfterAsync(IEnumerable<Task<bool>> before, PackageFolder package, CancellationToken stop)
    {
        if (!(await Task.WhenAll(before)).All(done => done) || await CheckAsync(package, stop) is not { } check)
        {
            return false;
        }

        await StoreAsync(check, stop);
        return true;
    }

    private async Task<Check?> CheckAsync(PackageFolder package, CancellationToken stop)
    {
        var answers = await StageAsync(package.Services, package, validateOnly: true, stop);
        var check = new Check(package, answers);
        FaultPrinter.Print(errors, package.Path, check.Faults);
        return check.Faults.Count == 0 ? check : null;
    }

    private async Task StoreAsync(Check check, CancellationToken stop)
    {
        var package = check.Package;
        if (check.Missing.Count == 0)
        {
            output.WriteLine($"unchanged {package.Id}");
            return;
        }

        unfinished.TryAdd(package.Id, 0);
        var answers = await StageAsync(check.Missing, package, validateOnly: false, stop);

        // Checked a moment ago: a fault now means that someone else published in between.
        if (answers.FirstOrDefault(a => a.Faults.Count > 0) is { } late)
        {
            FaultPrinter.Print(errors, package.Path, late.Faults);
            throw new RpcException(new Status(StatusCode.Aborted, $"{package.Id} was published by another program with other content."));
        }

        // Not interrupted: a package that some of its services show and others do not is the one thing that a reader could be misled by.
        await Task.WhenAll(check.Missing.Select(service => channels.Client(service)
            .ActivateReleaseAsync(new ActivateReleaseRequest { Id = package.Id, ContentHash = check.ContentHash }, deadline: DateTime.UtcNow + Patience).ResponseAsync));
        unfinished.TryRemove(package.Id, out _);
        output.WriteLine($"published {package.Id}: {check.Size}");
    }

    private Task<StageReleaseResponse[]> StageAsync(IEnumerable<string> services, PackageFolder package, bool validateOnly, CancellationToken stop)
    {
        var request = new StageReleaseRequest { Files = { package.Files }, ValidateOnly = validateOnly };
        return Task.WhenAll(services.Select(service => channels.Client(service).StageReleaseAsync(request, cancellationToken: stop).ResponseAsync));
    }

    private sealed record Check(PackageFolder Package, IReadOnlyList<StageReleaseResponse> Answers)
    {
        public List<Fault> Faults { get; } = FaultPrinter.Merge(Answers);

        /// <summary>Services that do not show this content yet.</summary>
        public List<string> Missing { get; } = Package.Services.Where((_, i) => Answers[i].State != StageState.Unchanged).ToList();

        /// <summary>What was checked; every service reads the same files.</summary>
        public string ContentHash => Answers[0].ContentHash;

        public string Size => $"{Answers.Sum(a => a.ObservationCount)} figures, {Answers.Sum(a => a.RegisterRowCount)} rows";
    }
}
