import type { RequestPlan } from "../../request-plan.ts";
import { code, ours, type Source } from "../../source.ts";
import { type Client, imports, programWith } from "../vbnet/layout.ts";
import { literal } from "../vbnet/literal.ts";

const sendOnce = (
  plan: RequestPlan,
): Source => code`Function SendOnce(address As Uri, headers As Dictionary(Of String, String)) As Answer
    Dim http As New Chilkat.Http With {
        .FollowRedirects = False, ' it would take the credential along
        .ConnectTimeout = Timeout,
        .ReadTimeout = Timeout
    }
    Dim request As New Chilkat.HttpRequest With {.HttpVerb = ${literal(plan.method)}, .Path = address.PathAndQuery}
    For Each header In headers
        If header.Key = "Content-Type" Then
            request.ContentType = header.Value
        Else
            request.AddHeader(header.Key, header.Value)
        End If
    Next
    ${plan.body === undefined ? [] : code`request.LoadBodyFromString(${literal(plan.body)}, "utf-8")`}
    Dim response = http.SynchronousRequest(address.Host, address.Port, address.Scheme = "https", request)
    If Not http.LastMethodSuccess OrElse response Is Nothing Then Throw New Failure(2, $"No answer: {http.LastErrorText}")
    Dim location = response.GetHeaderField("Location")
    Dim repeats = {${ours(plan.body === undefined ? "301, 302, 303, 307, 308" : "307, 308")}}.Contains(response.StatusCode) AndAlso Not String.IsNullOrEmpty(location)
    Return New Answer With {
        .Status = response.StatusCode,
        .RetryAfter = response.GetHeaderField("Retry-After"),
        .Redirect = If(repeats, New Uri(address, location), Nothing),
        .Text = response.BodyStr
    }
End Function`;

const clientImports = imports([]);

const chilkat = (plan: RequestPlan): Client => ({
  needs: ours("' .NET 8 or newer, as named in main.vbproj; Chilkat's assembly for it goes into lib/."),
  imports: clientImports,
  field: code`Sub Unlock()
    Dim code = Environment.GetEnvironmentVariable("CHILKAT_UNLOCK_CODE")
    Dim library As New Chilkat.[Global]
    library.UnlockBundle(If(String.IsNullOrEmpty(code), "Anything for 30-day trial", code))
End Sub
`,
  begin: ours("Unlock()"),
  sendOnce: sendOnce(plan),
});

const project = ours(`<Project Sdk="Microsoft.NET.Sdk">

  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <InvariantGlobalization>true</InvariantGlobalization>
  </PropertyGroup>

  <ItemGroup>
    <Reference Include="lib/*.dll" />
  </ItemGroup>

</Project>`);

export const layout = (plan: RequestPlan): readonly { readonly name: string; readonly source: Source }[] => [
  { name: "main.vbproj", source: project },
  { name: "Program.vb", source: programWith(plan, chilkat(plan)) },
];
