using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ChainProv.Prover.Tests.Simulation;

namespace ChainProv.Prover.Tests;

public sealed class ApiTests : IAsyncLifetime
{
    private readonly FakeProver _prover = new();
    private readonly FakeChain _chain = new();
    private HttpService _service = null!;

    public async ValueTask InitializeAsync() => _service = await HttpService.StartAsync(_chain, _prover);

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_release_is_submitted_followed_and_fetched()
    {
        HttpResponseMessage accepted = await PostAsync("""{"release": {"name": "a"}, "anchor": true}""");
        accepted.StatusCode.Should().Be(HttpStatusCode.Accepted);
        JsonElement job = await WaitForAsync(accepted.Headers.Location!, "anchored");
        job.GetProperty("progress").GetDouble().Should().Be(1);
        job.GetProperty("releaseId").GetString().Should().Be(FakeProver.ReleaseOf("a").ToString());
        job.GetProperty("transaction").GetString().Should().Be(_chain.Mined[0].Hash.ToString());
        job.GetProperty("block").GetUInt64().Should().Be(1);
        JsonElement certificate = await _service.Client.GetFromJsonAsync<JsonElement>($"{accepted.Headers.Location}/certificate");
        certificate.GetProperty("certificate").GetString().Should().Be(FakeProver.ReleaseOf("a").ToString());
    }

    [Fact]
    public async Task The_same_request_and_the_same_key_are_the_same_job()
    {
        const string Body = """{"release": {"name": "a"}, "anchor": true}""";
        Uri first = (await PostAsync(Body)).Headers.Location!, second = (await PostAsync(Body)).Headers.Location!;
        second.Should().Be(first);
        Uri keyed = (await PostAsync(Body, "k")).Headers.Location!;
        keyed.Should().NotBe(first);
        (await PostAsync(Body, "k")).Headers.Location.Should().Be(keyed);
        (await PostAsync("""{"release": {"name": "b"}}""", "k")).StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("", "line 1, byte 1")]
    [InlineData("{\"release\": {\"name\": \"a\"},\n \"anchor\": tru}", "line 2, byte 15")]
    [InlineData("{\"release\": {\"name\": \"a\", \"name\": \"b\"}}", "$")]
    [InlineData("[]", "$")]
    [InlineData("{\"anchor\": true}", "$")]
    [InlineData("{\"release\": 3}", "$.release")]
    [InlineData("{\"release\": {}, \"anchor\": \"yes\"}", "$.anchor")]
    [InlineData("{\"release\": {}, \"anker\": true}", "$")]
    [InlineData("{\"release\": {}}", "$.release.name")]
    public async Task Bad_input_is_refused_with_its_place(string body, string place)
    {
        HttpResponseMessage refused = await PostAsync(body);
        refused.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        refused.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        JsonElement problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("place").GetString().Should().StartWith(place);
        problem.GetProperty("detail").GetString().Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_whether_it_says_so_or_not()
    {
        byte[] large = Encoding.ASCII.GetBytes($"{{\"release\": {{\"name\": \"{new string('a', 5000)}\"}}}}");
        await using HttpService small = await HttpService.StartAsync(_chain, _prover, "--Prover:MaxRequestBytes=1024");
        using ByteArrayContent known = new(large);
        (await small.Client.PostAsync("/v1/jobs", known)).StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        using HttpRequestMessage chunked = new(HttpMethod.Post, "/v1/jobs") { Content = new ByteArrayContent(large), Headers = { TransferEncodingChunked = true } };
        (await small.Client.SendAsync(chunked)).StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_full_queue_says_when_to_come_back()
    {
        _prover.Work = (_, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);
        await using HttpService small = await HttpService.StartAsync(_chain, _prover, "--Prover:Proving:QueueCapacity=1");
        (await small.PostAsync("""{"release": {"name": "a"}}""")).StatusCode.Should().Be(HttpStatusCode.Accepted);
        HttpResponseMessage full = await small.PostAsync("""{"release": {"name": "b"}}""");
        full.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        full.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_job_is_cancelled_while_it_waits_and_not_once_it_is_anchored()
    {
        _prover.Work = (_, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);
        Uri job = (await PostAsync("""{"release": {"name": "a"}, "anchor": true}""")).Headers.Location!;
        (await _service.Client.DeleteAsync(job)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await _service.Client.DeleteAsync(job)).StatusCode.Should().Be(HttpStatusCode.OK, "cancelling twice is cancelling");
        _prover.Work = (_, _) => Task.CompletedTask;
        Uri done = (await PostAsync("""{"release": {"name": "b"}, "anchor": true}""")).Headers.Location!;
        await WaitForAsync(done, "anchored");
        (await _service.Client.DeleteAsync(done)).StatusCode.Should().Be(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("/v1/jobs/00000000000000000000000000000000")]
    [InlineData("/v1/jobs/00000000000000000000000000000000/certificate")]
    [InlineData("/v1/jobs/not-a-job")]
    public async Task What_there_is_not_is_a_problem_of_404(string path)
    {
        HttpResponseMessage missing = await _service.Client.GetAsync(path);
        missing.StatusCode.Should().Be(HttpStatusCode.NotFound);
        missing.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
    }

    [Fact]
    public async Task The_service_says_what_releases_here_are_bound_to()
    {
        JsonElement info = await _service.Client.GetFromJsonAsync<JsonElement>("/v1/info");
        info.GetProperty("chainId").GetUInt64().Should().Be(31337);
        info.GetProperty("registry").GetString().Should().Be("0x00000000000000000000000000000000000000aa");
        info.GetProperty("publisher").GetString().Should().Be("0x00000000000000000000000000000000000000bb");
        info.GetProperty("circuits")[0].GetProperty("slots").GetInt32().Should().Be(1);
        info.GetProperty("circuits")[0].GetProperty("setup").GetString().Should().Be("development");
    }

    [Fact]
    public async Task It_lives_without_the_node_but_is_not_ready()
    {
        (await _service.Client.GetAsync("/health/ready")).StatusCode.Should().Be(HttpStatusCode.OK);
        _chain.Trouble = new Anchoring.AnchorUnavailableException("gone");
        (await _service.Client.GetAsync("/health/ready")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await _service.Client.GetAsync("/health/live")).StatusCode.Should().Be(HttpStatusCode.OK);
        _chain.Trouble = null;
        _chain.ChainId = 1337;
        (await _service.Client.GetAsync("/health/ready")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_node_that_does_not_answer_does_not_hold_up_the_question_whether_it_is_ready()
    {
        _chain.IsSilent = true;
        Task<HttpResponseMessage> asked = _service.Client.GetAsync("/health/ready");
        (await asked.WaitAsync(TimeSpan.FromSeconds(10))).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "127.0.0.1.evil.example:5080")]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("X-Forwarded-For", "192.0.2.1")]
    [InlineData("Forwarded", "for=192.0.2.1")]
    public async Task Without_a_token_a_browsers_page_and_a_proxy_are_refused(string header, string value)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/v1/jobs")
        {
            Content = new StringContent("""{"release": {"name": "not mine"}, "anchor": true}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation(header, value);
        HttpResponseMessage refused = await _service.Client.SendAsync(request);
        refused.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString().Should().Contain("token");
        _chain.Mined.Should().BeEmpty();
    }

    [Fact]
    public async Task Without_a_token_the_services_own_pages_and_localhost_are_let_in()
    {
        foreach ((string header, string value) in new[]
        {
            ("Host", "localhost:5080"), ("Host", "[::1]:5080"), ("Origin", _service.Client.BaseAddress!.GetLeftPart(UriPartial.Authority)),
        })
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "/v1/info");
            request.Headers.TryAddWithoutValidation(header, value);
            (await _service.Client.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.OK, value);
        }
    }

    [Fact]
    public async Task With_a_token_a_proxy_may_stand_before_the_service()
    {
        using TemporaryFolder folder = new();
        string token = new('t', 40), file = folder.Secret("token", token);
        await using HttpService guarded = await HttpService.StartAsync(_chain, _prover, $"--Prover:TokenFile={file}");
        using HttpRequestMessage request = new(HttpMethod.Get, "/v1/info");
        foreach ((string header, string value) in new[] { ("Host", "prover.example"), ("X-Forwarded-For", "192.0.2.1"), ("Authorization", $"Bearer {token}") })
            request.Headers.TryAddWithoutValidation(header, value);
        (await guarded.Client.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_api_describes_itself()
    {
        JsonElement document = await _service.Client.GetFromJsonAsync<JsonElement>("/openapi/prover.json");
        document.GetProperty("paths").EnumerateObject().Select(path => path.Name)
            .Should().BeEquivalentTo("/v1/attestations", "/v1/attestations/verify", "/v1/info", "/v1/jobs", "/v1/jobs/{id}", "/v1/jobs/{id}/certificate");
    }

    [Fact]
    public async Task With_a_token_only_its_holder_is_let_in()
    {
        using TemporaryFolder folder = new();
        string token = new('t', 40), file = folder.Secret("token", token + "\n");
        await using HttpService guarded = await HttpService.StartAsync(_chain, _prover, $"--Prover:TokenFile={file}");
        foreach (string? wrong in new[] { null, "", "Bearer", "Bearer x", $"Bearer {token}t", $"Basic {token}", token })
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "/v1/info");
            if (wrong is not null)
                request.Headers.TryAddWithoutValidation("Authorization", wrong);
            (await guarded.Client.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.Unauthorized, wrong);
        }
        guarded.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        (await guarded.Client.GetAsync("/v1/info")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_that_others_may_read_or_guess_is_refused()
    {
        using TemporaryFolder folder = new();
        string shortOne = folder.Secret("short", "abc"), control = folder.Secret("control", new string('\u0001', 40)), open = folder.Secret("open", new string('t', 40));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(open, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        foreach ((string file, string problem) in new[] { (shortOne, "*at least 32 characters*"), (open, "*chmod 600*"), (folder.File("none"), "*cannot be read*"), (control, "*control characters*") })
            await FluentActions.Awaiting(() => HttpService.StartAsync(_chain, _prover, $"--Prover:TokenFile={file}")).Should().ThrowAsync<ProverException>().WithMessage(problem)
                .Where(error => error.Kind == ProverFailure.File);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://*:0")]
    public async Task Other_machines_are_not_served_without_a_token(string address) =>
        await FluentActions.Awaiting(() => HttpService.StartAsync(_chain, _prover, $"--urls={address}")).Should().ThrowAsync<ProverException>().WithMessage("*asks for no token*")
            .Where(error => error.Kind == ProverFailure.Configuration);

    [Fact]
    public async Task Other_machines_are_served_when_told_so()
    {
        await using HttpService open = await HttpService.StartAsync(_chain, _prover, "--urls=http://0.0.0.0:0", "--Prover:AllowAnonymousRemote=true");
        (await open.Client.GetAsync("/v1/info")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private Task<HttpResponseMessage> PostAsync(string body, string? key = null) => _service.PostAsync(body, key);

    private async Task<JsonElement> WaitForAsync(Uri job, string state)
    {
        JsonElement shown = default;
        await Watchdog.UntilAsync(async () =>
        {
            shown = await _service.Client.GetFromJsonAsync<JsonElement>(job);
            return shown.GetProperty("state").GetString() == state;
        });
        return shown;
    }
}
