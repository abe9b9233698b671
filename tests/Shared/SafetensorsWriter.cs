using System.Buffers.Binary;
using System.Text;

namespace ChainProv.Tests.Shared;

/// <summary>A tensor with its data, to be written to a file.</summary>
internal sealed record TensorData(string Name, string DataType, long[] Shape, byte[] Data);

/// <summary>Makes safetensors files.</summary>
internal static class SafetensorsWriter
{
    /// <summary>The data of the tensors lies in their order.</summary>
    public static byte[] Bytes(params TensorData[] tensors)
    {
        using MemoryStream file = new();
        WriteHeader(file, [.. tensors.Select(tensor => (tensor.Name, tensor.DataType, tensor.Shape, (long)tensor.Data.Length))]);
        foreach (TensorData tensor in tensors) file.Write(tensor.Data);
        return file.ToArray();
    }

    public static void WriteHeader(Stream file, params (string Name, string DataType, long[] Shape, long Bytes)[] tensors)
    {
        List<string> entries = [];
        long offset = 0;
        foreach ((string name, string dataType, long[] shape, long bytes) in tensors)
        {
            entries.Add($"\"{name}\":{{\"dtype\":\"{dataType}\",\"shape\":[{string.Join(',', shape)}],\"data_offsets\":[{offset},{offset + bytes}]}}");
            offset += bytes;
        }

        byte[] header = Encoding.UTF8.GetBytes($"{{{string.Join(',', entries)}}}"), length = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        file.Write(length);
        file.Write(header);
    }
}
