import Crypto
public import Foundation

/// The name of bytes by what they are: equal bytes have the same, others never.
public enum Fingerprint {
    /// Half of the SHA-256, in 32 hexadecimal digits.
    ///
    /// Complexity: O(bytes).
    public static func of(_ bytes: Data) -> String {
        let digits = SHA256.hash(data: bytes).prefix(16).map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }
        return digits.joined()
    }
}
