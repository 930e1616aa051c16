using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Indicators.ServiceDefaults;
using Microsoft.Extensions.Configuration;

namespace Indicators.Benchmarks;

/// <summary>The folder, the ports and the processes of one run.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly List<Child> children = [];
    private Child? suite;

    public Workplace()
    {
        var services = SuiteSettings.Read(new ConfigurationBuilder().AddSuiteDefaults().Build()).Services.Keys;
        Ports = new[] { "Suite:Gateway:Rest", "Suite:Gateway:Grpc", "Suite:Gateway:Operations" }
            .Concat(services.SelectMany(s => new[] { $"Suite:Services:{s}:Grpc", $"Suite:Services:{s}:Http" }))
            .Concat(["bare:http1", "bare:http2", "nginx", "second:Rest", "second:Grpc", "second:Operations"])
            .Zip(FreePorts(2 * services.Count() + 9)).ToDictionary(p => p.First, p => p.Second);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("bench-").FullName;

    public IReadOnlyDictionary<string, int> Ports { get; }

    public static string Root { get; } = FindRoot();

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    public string Address(string port) => $"http://127.0.0.1:{Ports[port]}";

    /// <summary>Starts the seven programs through the command that `make run` uses.</summary>
    public void StartSuite()
    {
        var cli = System.IO.Path.Combine(Root, "services/Cli/bin/Release/net10.0/Indicators.Cli.dll");
        var settings = Ports.Where(p => p.Key.StartsWith("Suite:", StringComparison.Ordinal)).SelectMany(p => new[] { "--set", $"{p.Key}={p.Value}" });
        suite = Child.Start("dotnet", [cli, "run", "--var", Path("var"), .. settings], Path("suite.log"));
    }

    /// <summary>Stops the seven programs; their state stays.</summary>
    public void StopSuite()
    {
        suite?.Dispose();
        suite = null;
        File.Delete(Path("suite.log"));
    }

    /// <summary>Bytes that a program of this run, such as `Indicators.Gateway`, holds in memory whenever it is asked.</summary>
    public Func<long> Resident(string program)
    {
        var process = Programs().Single(p => p.Name == program).Process;
        return () =>
        {
            process.Refresh();
            return process.WorkingSet64;
        };
    }

    /// <summary>The programs of this run, read anew.</summary>
    public IEnumerable<(string Name, Process Process)> Programs() =>
        from process in Process.GetProcessesByName("dotnet")
        let command = CommandOf(process)
        where command.Contains(Folder, StringComparison.Ordinal)
        let program = command.Split('\0').FirstOrDefault(a => a.EndsWith(".dll", StringComparison.Ordinal))
        where program is not null && !program.EndsWith("Cli.dll", StringComparison.Ordinal)
        select (System.IO.Path.GetFileNameWithoutExtension(program), process);

    // Other programs of the machine come and go meanwhile.
    private static string CommandOf(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>A second gateway over the same services, with further settings.</summary>
    public Child StartSecondGateway(IEnumerable<string> settings, params (string Key, string Value)[] environment)
    {
        var program = System.IO.Path.Combine(Root, "services/Gateway/bin/Release/net10.0/Indicators.Gateway.dll");
        var ports = Ports.Where(p => p.Key.StartsWith("Suite:Services:", StringComparison.Ordinal)).Select(p => $"--{p.Key}={p.Value}");
        string[] own = [.. new[] { "Rest", "Grpc", "Operations" }.Select(port => $"--Suite:Gateway:{port}={Ports["second:" + port]}")];
        return Child.Start("dotnet", [program, .. ports, .. own, .. settings], Path("second.log"), environment);
    }

    public void StartBare() =>
        children.Add(Child.Start("dotnet", [typeof(Workplace).Assembly.Location, "bare", $"{Ports["bare:http1"]}", $"{Ports["bare:http2"]}", Path("answers")], Path("bare.log")));

    public void StartNginx()
    {
        File.WriteAllText(Path("nginx.conf"), $$"""
            worker_processes auto;
            daemon off;
            pid {{Path("nginx.pid")}};
            error_log {{Path("nginx.log")}};
            events {}
            http {
                access_log off;
                keepalive_requests 1000000000;
                client_body_temp_path {{Path("body")}};
                proxy_temp_path {{Path("proxy")}};
                fastcgi_temp_path {{Path("fastcgi")}};
                uwsgi_temp_path {{Path("uwsgi")}};
                scgi_temp_path {{Path("scgi")}};
                server { listen 127.0.0.1:{{Ports["nginx"]}}; root {{Path("answers")}}; default_type application/json; }
            }
            """);
        // nginx started as root serves files as nobody, and a temporary folder is its owner's alone.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Folder, (UnixFileMode)0b111_101_101);
        }

        children.Add(Child.Start("nginx", ["-c", Path("nginx.conf"), "-p", Folder], Path("nginx.out")));
    }

    public static async Task WaitAsync(string address, TimeSpan limit)
    {
        using var client = new HttpClient();
        using var stop = new CancellationTokenSource(limit);
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(address, stop.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(20, stop.Token);
        }
    }

    /// <summary>Waits until the suite's supervisor printed a text: it does so when all seeds are shown and all seven are ready.</summary>
    public async Task SaidAsync(string text, TimeSpan limit)
    {
        using var stop = new CancellationTokenSource(limit);
        while (!(await File.ReadAllTextAsync(Path("suite.log"), stop.Token)).Contains(text, StringComparison.Ordinal))
        {
            await Task.Delay(20, stop.Token);
        }
    }

    public void Dispose()
    {
        StopSuite();
        foreach (var child in children)
        {
            child.Dispose();
        }

        Directory.Delete(Folder, recursive: true);
    }

    public static List<int> FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(l => l.Start());
        var ports = listeners.ConvertAll(l => ((IPEndPoint)l.LocalEndpoint).Port);
        listeners.ForEach(l => l.Stop());
        return ports;
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "Indicators.sln")))
        {
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The benchmark runs inside the repository.");
        }

        return folder;
    }
}
