import type { ProgramFile } from "../../program.ts";

/**
 * A small stand-in for the classes of Chilkat for .NET that the programs (and the published samples) call, over HttpClient
 * and System.Text.Json. It does what the vendor's reference says of these methods and nothing else.
 */
const classes = `' A stand-in for some classes of Chilkat, not the vendor's library.
Option Strict On
Imports System.IO
Imports System.Net.Http
Imports System.Text
Imports System.Text.Json

Namespace Global.Chilkat
    Public Class [Global]
        Public Function UnlockBundle(code As String) As Boolean
            Return True
        End Function
    End Class

    Public Class StringBuilder
        Friend Text As String = ""
    End Class

    Public Class HttpRequest
        Public Property HttpVerb As String = "GET"
        Public Property Path As String = "/"
        Public Property ContentType As String = ""
        Friend Body As String = Nothing
        Friend ReadOnly Headers As New List(Of KeyValuePair(Of String, String))
        Friend ReadOnly Params As New List(Of KeyValuePair(Of String, String))

        Public Sub AddHeader(name As String, value As String)
            Headers.Add(New KeyValuePair(Of String, String)(name, value))
        End Sub

        Public Sub AddParam(name As String, value As String)
            Params.Add(New KeyValuePair(Of String, String)(name, value))
        End Sub

        Public Function LoadBodyFromString(text As String, charset As String) As Boolean
            Body = text
            Return True
        End Function
    End Class

    Public Class HttpResponse
        Public Property StatusCode As Integer
        Public Property BodyStr As String = ""
        Public Property Header As String = ""

        Public Function GetHeaderField(name As String) As String
            For Each line In Header.Split(vbCrLf)
                Dim colon = line.IndexOf(":"c)
                If colon > 0 AndAlso String.Equals(line.Substring(0, colon), name, StringComparison.OrdinalIgnoreCase) Then Return line.Substring(colon + 1).Trim()
            Next
            Return Nothing
        End Function

        Public Function GetBodySb(builder As StringBuilder) As Boolean
            builder.Text = BodyStr
            Return True
        End Function
    End Class

    Public Class Http
        Public Property FollowRedirects As Boolean = True
        Public Property ConnectTimeout As Integer = 30
        Public Property ReadTimeout As Integer = 20
        Public Property LastMethodSuccess As Boolean = True
        Public Property LastErrorText As String = ""

        Public Function SynchronousRequest(domain As String, port As Integer, ssl As Boolean, request As HttpRequest) As HttpResponse
            LastMethodSuccess = False
            Try
                Dim response = Exchange(domain, port, ssl, request)
                LastMethodSuccess = True
                Return response
            Catch problem As Exception
                LastErrorText = problem.Message
                Return Nothing
            End Try
        End Function

        Private Function Exchange(domain As String, port As Integer, ssl As Boolean, request As HttpRequest) As HttpResponse
            Dim address = Environment.GetEnvironmentVariable("STAND_IN_BASE_URL") ' for samples that name their host
            If String.IsNullOrEmpty(address) Then address = $"{If(ssl, "https", "http")}://{domain}:{port}"
            Dim url As New Uri(address & request.Path, New UriCreationOptions With {.DangerousDisablePathAndQueryCanonicalization = True})
            Using client As New HttpClient(New HttpClientHandler With {.AllowAutoRedirect = FollowRedirects, .UseCookies = False}), message As New HttpRequestMessage(New HttpMethod(request.HttpVerb), url)
                client.Timeout = TimeSpan.FromSeconds(ReadTimeout)
                message.Content = ContentOf(request)
                For Each header In request.Headers
                    If Not message.Headers.TryAddWithoutValidation(header.Key, header.Value) Then message.Content?.Headers.TryAddWithoutValidation(header.Key, header.Value)
                Next
                Using answer = client.Send(message), reader As New StreamReader(answer.Content.ReadAsStream())
                    Return New HttpResponse With {
                        .StatusCode = CInt(answer.StatusCode),
                        .Header = HeaderText(answer),
                        .BodyStr = reader.ReadToEnd()
                    }
                End Using
            End Using
        End Function

        Private Shared Function ContentOf(request As HttpRequest) As HttpContent
            If request.ContentType = "multipart/form-data" AndAlso request.Params.Count > 0 Then
                Dim form As New MultipartFormDataContent
                For Each param In request.Params
                    form.Add(New StringContent(param.Value), param.Key)
                Next
                Return form
            End If
            If request.Body Is Nothing Then Return Nothing
            Dim content As New ByteArrayContent(Encoding.UTF8.GetBytes(request.Body))
            If request.ContentType <> "" Then content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType)
            Return content
        End Function

        Private Shared Function HeaderText(answer As HttpResponseMessage) As String
            Dim lines = answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated).Select(Function(header) $"{header.Key}: {header.Value}")
            Return String.Join(vbCrLf, lines)
        End Function
    End Class

    Public Class JsonObject
        Private json As JsonElement
        Public Property EmitCompact As Boolean = True

        Public Function Load(text As String) As Boolean
            Try
                json = JsonDocument.Parse(text).RootElement
                Return json.ValueKind = JsonValueKind.Object
            Catch problem As JsonException
                Return False
            End Try
        End Function

        Public Function LoadSb(builder As StringBuilder) As Boolean
            Return Load(builder.Text)
        End Function

        Public Function Emit() As String
            If json.ValueKind = JsonValueKind.Undefined Then Return "{}"
            Return JsonSerializer.Serialize(json, New JsonSerializerOptions With {.WriteIndented = Not EmitCompact})
        End Function

        Public Function StringOf(name As String) As String
            Dim value As JsonElement
            If json.ValueKind <> JsonValueKind.Object OrElse Not json.TryGetProperty(name, value) Then Return Nothing
            Return value.ToString()
        End Function
    End Class
End Namespace
`;

export const standInFiles: readonly ProgramFile[] = [{ name: "Chilkat.vb", text: classes }];
